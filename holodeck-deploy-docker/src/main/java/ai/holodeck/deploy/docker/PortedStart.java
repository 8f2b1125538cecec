package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Starts a container, and knows the engine's words for a port that somebody else holds.
 *
 * <p>Podman (seen with 4.3.1 and Netavark 1.4.0) is never asked to start one on a port that is
 * held: when its start fails it takes away packet filter rules that are also those of the container
 * which has the port, whoever's that is, and nobody reaches that one any more.
 */
record PortedStart(
    Engine engine, DockerSettings settings, ServiceContainers containers, Deadline deadline) {
  private static final Pattern TAKEN =
      Pattern.compile(
          "port is already allocated|address already in use|[Pp]orts are not available|port .* in use");

  private static final Pattern NO_NETWORK = Pattern.compile("network \\S+ not found");

  /** On any port that the engine picks. */
  void start(ServiceContainer container) {
    try {
      containers.start(container);
    } catch (DeployException e) {
      throw explained(e);
    }
  }

  /**
   * @throws DeployException {@code PORT_TAKEN} when the host's port is held
   */
  void start(ServiceContainer container, int port) {
    if (engine.kind() == EngineKind.PODMAN && engine.address().isHere()) {
      ServiceLocks.holdingPorts(
          deadline,
          () -> {
            if (!HostPorts.isFree(settings.bind().value(), port)) {
              throw taken(port, null);
            }
            return started(container, port);
          });
    } else {
      started(container, port);
    }
  }

  private ServiceContainer started(ServiceContainer container, int port) {
    try {
      containers.start(container);
      return container;
    } catch (DeployException e) {
      throw TAKEN.matcher(e.what()).find() ? taken(port, e) : explained(e);
    }
  }

  private static DeployException taken(int port, @Nullable DeployException cause) {
    return new DeployException(
        CoreError.PORT_TAKEN,
        "port " + port + " of the host is in use by somebody else",
        "end what uses it ('docker ps' and 'ss -ltnp' show it), or name another port in target.docker.host_port",
        cause);
  }

  private static DeployException explained(DeployException failure) {
    return NO_NETWORK.matcher(failure.what()).find()
        ? new DeployException(
            failure.code(),
            failure.what(),
            "make the network with 'docker network create', or correct target.docker.network",
            failure)
        : failure;
  }
}
