package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A provider in memory, and its harness. */
class MemoryProvider implements DeployerFactory, DeployerHarness {
  private final Supplier<MemoryDeployer> deployer;

  MemoryProvider(Supplier<MemoryDeployer> deployer) {
    this.deployer = deployer;
  }

  @Override
  public String provider() {
    return "memory";
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Class<? extends Record> settingsType() {
    return NoSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return new ServiceName(owner.project() + "/" + owner.stage() + "/" + owner.agent());
  }

  @Override
  public Deployer create(TargetSettings settings) {
    return deployer.get();
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
    return new EngineImage(ImageReference.parse("probe:" + version), "image-" + version);
  }

  @Override
  public ServiceId unknownId() {
    return new ServiceId("unknown");
  }

  record NoSettings() {}
}
