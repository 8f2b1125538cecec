package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Starts a container, and knows the engine's words for a port that somebody else holds. */
record PortedStart(ServiceContainers containers) {
  private static final Pattern TAKEN =
      Pattern.compile(
          "port is already allocated|address already in use|[Pp]orts are not available|port .* in use");

  private static final Pattern NO_NETWORK = Pattern.compile("network \\S+ not found");

  void start(ServiceContainer container, Optional<Integer> port) {
    try {
      containers.start(container);
    } catch (DeployException e) {
      if (port.isPresent() && TAKEN.matcher(e.what()).find()) {
        throw new DeployException(
            CoreError.PORT_TAKEN,
            "port " + port.get() + " of the host is in use by somebody else",
            "end what uses it ('docker ps' and 'ss -ltnp' show it), or name another port in target.docker.host_port",
            e);
      }
      if (NO_NETWORK.matcher(e.what()).find()) {
        throw new DeployException(
            e.code(),
            e.what(),
            "make the network with 'docker network create', or correct target.docker.network",
            e);
      }
      throw e;
    }
  }
}
