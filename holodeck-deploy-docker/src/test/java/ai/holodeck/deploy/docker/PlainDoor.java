package ai.holodeck.deploy.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Stands before a server without TLS and hangs up on who begins with TLS, as engines do with every
 * registry: the JDK's server would let them wait for half an answer.
 */
final class PlainDoor implements AutoCloseable {
  /** The first byte of a TLS handshake (RFC 8446, section 5.1). */
  private static final int HANDSHAKE = 0x16;

  private final ServerSocket door;
  private final InetSocketAddress server;
  private final ExecutorService threads;

  PlainDoor(InetSocketAddress server, ExecutorService threads) throws IOException {
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.server = server;
    this.threads = threads;
    threads.execute(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        threads.execute(() -> receive(guest));
      } catch (IOException | RejectedExecutionException e) {
        return; // It was closed.
      }
    }
  }

  private void receive(Socket guest) {
    try (guest) {
      int first = guest.getInputStream().read();
      if (first < 0 || first == HANDSHAKE) {
        return;
      }
      try (Socket inside = new Socket(server.getAddress(), server.getPort())) {
        inside.getOutputStream().write(first);
        threads.execute(() -> pass(guest, inside));
        pass(inside, guest);
      }
    } catch (IOException | RejectedExecutionException e) {
      return; // One of both has hung up, and now both have.
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      return; // One of both has hung up.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
