package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployerFactory;
import java.util.Optional;

/** What an image is built for when nobody says. */
public final class DefaultPlatform {
  private DefaultPlatform() {}

  /**
   * {@code linux/amd64} when the image leaves this machine, or may; empty for the engine's own,
   * which nobody knows before asking it.
   *
   * @param provider where the service runs; empty when it is not installed
   */
  public static Optional<Platform> of(Optional<DeployerFactory> provider) {
    boolean leavesThisMachine =
        provider
            .map(factory -> factory.capabilities().contains(Capability.NEEDS_REGISTRY))
            .orElse(true);
    return leavesThisMachine ? Optional.of(Platform.LINUX_AMD64) : Optional.empty();
  }
}
