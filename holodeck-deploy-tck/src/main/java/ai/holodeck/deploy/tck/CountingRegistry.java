package ai.holodeck.deploy.tck;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry that hangs up on everybody, and counts them. */
final class CountingRegistry implements AutoCloseable {
  private final ServerSocket socket;
  private final AtomicInteger callers = new AtomicInteger();

  private CountingRegistry(ServerSocket socket) {
    this.socket = socket;
  }

  static CountingRegistry start() throws IOException {
    CountingRegistry registry =
        new CountingRegistry(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(registry::answer, "registry");
    thread.setDaemon(true);
    thread.start();
    return registry;
  }

  private void answer() {
    try {
      while (true) {
        Socket caller = socket.accept();
        callers.incrementAndGet();
        caller.close();
      }
    } catch (IOException e) {
      // Closed: the rule is over.
    }
  }

  String host() {
    return "localhost:" + socket.getLocalPort();
  }

  int callers() {
    return callers.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
