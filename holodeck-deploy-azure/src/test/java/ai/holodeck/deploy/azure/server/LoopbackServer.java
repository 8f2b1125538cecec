package ai.holodeck.deploy.azure.server;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTPS server on a free port of loopback. */
final class LoopbackServer implements AutoCloseable {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "azure-server");
            thread.setDaemon(true);
            return thread;
          });

  private final HttpsServer server;

  LoopbackServer(HttpHandler handler) {
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(LoopbackTls.context()));
    server.setExecutor(THREADS);
    server.createContext("/", handler);
    server.start();
  }

  static ExecutorService threads() {
    return THREADS;
  }

  String authority() {
    return "localhost:" + server.getAddress().getPort();
  }

  URI address() {
    return URI.create("https://" + authority());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
