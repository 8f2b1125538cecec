package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** The provider {@code docker}: services are containers on the engine that also builds. */
final class DockerDeployerFactory implements DeployerFactory {
  /** Keeps container names readable in a table. */
  private static final int LONGEST_SLUG = 40;

  private final Supplier<Engine> engines;

  DockerDeployerFactory(Supplier<Engine> engines) {
    this.engines = engines;
  }

  @Override
  public String provider() {
    return DockerEngine.ID;
  }

  /**
   * Logs and listing. No zero downtime: a port belongs to one container at a time, so the new
   * version starts a second time, on the service's own port, after the old one has given it up.
   */
  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.LOGS, Capability.LOGS_FOLLOW, Capability.LISTING);
  }

  @Override
  public Class<? extends Record> settingsType() {
    return DockerSettings.class;
  }

  /**
   * {@code holodeck-}, the agent's name as far as a container's name may hold it, and eight digits
   * of a hash.
   */
  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    String slug = owner.agent().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    slug = slug.substring(0, Math.min(slug.length(), LONGEST_SLUG)).replaceAll("^-|-$", "");
    String hash = hash(owner.project() + "\0" + owner.stage() + "\0" + owner.agent());
    return new ServiceName("holodeck-" + (slug.isEmpty() ? "agent" : slug) + "-" + hash);
  }

  @Override
  public Deployer create(TargetSettings settings) {
    return new DockerDeployer(engines, settings.bind(DockerSettings.class));
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
