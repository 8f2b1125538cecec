package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider in memory, and its harness. Correct; each method may be overridden with a wrong one.
 */
class MemoryProvider implements DeployerFactory, DeployerHarness {
  /** What the reference can be asked for. */
  static final Set<Capability> ALL =
      Set.of(
          Capability.LOGS,
          Capability.LOGS_FOLLOW,
          Capability.LISTING,
          Capability.DETACHED,
          Capability.ZERO_DOWNTIME,
          Capability.NEEDS_REGISTRY);

  final MemoryCloud cloud = new MemoryCloud();
  final Set<Capability> capabilities;
  private Duration patience = Duration.ofMinutes(1);

  MemoryProvider(Set<Capability> capabilities) {
    this.capabilities = capabilities;
  }

  @Override
  public String provider() {
    return "memory";
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Class<? extends Record> settingsType() {
    return NoSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return new ServiceName(
        Stream.of(owner.project(), owner.stage(), owner.agent())
            .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
            .collect(Collectors.joining("/")));
  }

  @Override
  public Deployer create(TargetSettings settings) {
    return new MemoryDeployer(cloud, capabilities);
  }

  @Override
  public DeployerFactory factory() {
    return this;
  }

  @Override
  public TargetSettings settings() {
    return new TargetSettings("memory", Settings.of(Map.of()));
  }

  @Override
  public ImageRef image(String version) {
    ImageReference reference = ImageReference.parse("probe:" + version);
    return capabilities.contains(Capability.NEEDS_REGISTRY)
        ? new RegistryImage(reference, new Digest("sha256:" + "5".repeat(64)))
        : new EngineImage(reference, "image-" + version);
  }

  @Override
  public ServiceId unknownId() {
    return new ServiceId("unknown");
  }

  @Override
  public boolean removeBehindOurBack(ServiceId id) {
    return cloud.with(id).filter(cloud::remove).isPresent();
  }

  @Override
  public Duration startTime() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Duration impatience() {
    return Duration.ofMillis(150);
  }

  @Override
  public Duration slowStart() {
    return Duration.ofMillis(60);
  }

  @Override
  public Duration patience() {
    return patience;
  }

  /** For what the kit can only see by waiting in vain. */
  MemoryProvider withPatience(Duration shorter) {
    patience = shorter;
    return this;
  }

  @Override
  public Optional<ProviderFaults> faults() {
    return Optional.of(cloud);
  }

  @Override
  public String version() {
    return "1";
  }

  record NoSettings() {}
}
