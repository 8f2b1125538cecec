package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.ServiceName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Picks a port on the host. The search begins at a place that the service's name gives, so that a
 * service which is removed and deployed again most likely gets its old port.
 */
final class HostPorts {
  /**
   * Below the ports that Linux hands out by itself (32768 to 60999), which anybody may hold after a
   * restart.
   */
  private static final int FIRST = 20000;

  private static final int COUNT = 10000;

  private HostPorts() {}

  /**
   * A port on which nothing listens at this moment; {@code attempt} counts from 0 and leads to
   * different ones.
   */
  static Optional<Integer> pick(ServiceName name, String bind, int attempt) {
    int start = Math.floorMod(name.value().hashCode() + attempt * 101, COUNT);
    return IntStream.range(0, COUNT)
        .map(step -> FIRST + (start + step) % COUNT)
        .filter(port -> isFree(bind, port))
        .boxed()
        .findFirst();
  }

  /** Whether nothing on this machine listens there at this moment. */
  static boolean isFree(String bind, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
      return true;
    } catch (IOException e) {
      // An address that is not this machine's is the engine's to judge.
      return e instanceof java.net.BindException
          && String.valueOf(e.getMessage()).contains("assign requested address");
    }
  }
}
