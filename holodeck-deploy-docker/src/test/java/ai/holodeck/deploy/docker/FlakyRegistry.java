package ai.holodeck.deploy.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Stands before a real registry, fails as often as told, and counts what is sent. */
final class FlakyRegistry implements AutoCloseable {
  /** What the JDK's client sets itself, and what concerns one connection only. */
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "connection", "content-length", "expect", "upgrade", "transfer-encoding");

  final AtomicInteger uploads = new AtomicInteger();
  final AtomicInteger failures = new AtomicInteger();
  private final AtomicInteger failuresLeft = new AtomicInteger();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final PlainDoor door;
  private volatile Predicate<HttpExchange> victims = exchange -> false;
  private volatile int status;

  FlakyRegistry() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    door = new PlainDoor(server.getAddress(), threads);
  }

  String host() {
    return "127.0.0.1:" + door.port();
  }

  /** Answers the next requests for a manifest's upload with a status. */
  void failManifests(int times, int withStatus) {
    fail(times, withStatus, exchange -> is(exchange, "PUT", "/manifests/"));
  }

  /** Hangs up on the next first contacts. */
  void dropContacts(int times) {
    fail(times, 0, exchange -> exchange.getRequestURI().getPath().equals("/v2/"));
  }

  /** Hangs up in the middle of the next layers. */
  void dropLayers(int times) {
    fail(times, 0, exchange -> is(exchange, "PATCH", "/blobs/uploads/"));
  }

  private void fail(int times, int withStatus, Predicate<HttpExchange> which) {
    status = withStatus;
    victims = which;
    failuresLeft.set(times);
  }

  private static boolean is(HttpExchange exchange, String method, String part) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().getPath().contains(part);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (is(exchange, "POST", "/blobs/uploads/")) {
        uploads.incrementAndGet();
      }
      if (victims.test(exchange) && failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        failures.incrementAndGet();
        if (status > 0) {
          exchange.sendResponseHeaders(status, -1);
        }
        return;
      }
      forward(exchange);
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://" + TestRegistries.OPEN + exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
            // So that the registry gives addresses of this one.
            .header("X-Forwarded-Host", host());
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    HttpResponse<InputStream> answer;
    try {
      answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
    try (InputStream in = answer.body()) {
      byte[] content = in.readAllBytes();
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!OWN_HEADERS.contains(name) && !name.equals("date")) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      boolean head = exchange.getRequestMethod().equals("HEAD");
      answer
          .headers()
          .firstValue("content-length")
          .filter(length -> head)
          .ifPresent(length -> exchange.getResponseHeaders().set("Content-Length", length));
      exchange.sendResponseHeaders(answer.statusCode(), content.length == 0 ? -1 : content.length);
      if (content.length > 0) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  @Override
  public void close() {
    door.close();
    server.stop(0);
    threads.shutdownNow();
  }
}
