package ai.holodeck.deploy.azure.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** The address of an app: hands each request to the revision that has the traffic. */
final class Ingress implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /**
   * A revision with a request of its own counted in; and the port that its container listens on.
   */
  record Route(Revision revision, int targetPort) {}

  private final Supplier<Optional<Route>> routes;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
  private final LoopbackServer server = new LoopbackServer(this::answer);

  Ingress(Supplier<Optional<Route>> routes) {
    this.routes = routes;
  }

  String host() {
    return server.authority();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Optional<Route> route = routes.get();
    if (route.isEmpty()) {
      send(exchange, 404, "The app has no healthy revision".getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      route.get().revision().awaitReplica();
      OptionalInt port =
          route
              .get()
              .revision()
              .replica()
              .map(replica -> replica.published(route.get().targetPort()))
              .orElse(OptionalInt.empty());
      if (port.isEmpty()) {
        send(exchange, 503, "upstream connect error".getBytes(StandardCharsets.UTF_8));
        return;
      }
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:" + port.getAsInt() + exchange.getRequestURI()))
                  .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                  .timeout(ANSWER)
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      send(exchange, response.statusCode(), response.body());
    } catch (IOException e) {
      send(exchange, 502, String.valueOf(e).getBytes(StandardCharsets.UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.close();
    } finally {
      route.get().revision().requests().decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.close();
  }
}
