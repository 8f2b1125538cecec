package ai.holodeck.deploy.docker;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;

/**
 * Asks a service over HTTP whether it is healthy: 2xx from its health path, and from {@code /ready}
 * 2xx or 404.
 */
final class HealthProbe {
  private static final String READY = "/ready";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .followRedirects(HttpClient.Redirect.NEVER)
          .proxy(HttpClient.Builder.NO_PROXY)
          .build();

  /**
   * What a probe found.
   *
   * @param word for people, {@code GET /health answered 503}
   */
  record Answer(boolean healthy, String word) {}

  Answer ask(URI service, String healthPath, Duration patience) throws InterruptedException {
    Answer health = get(service, healthPath, patience, false);
    if (!health.healthy()) {
      return health;
    }
    Answer ready = get(service, READY, patience, true);
    return ready.healthy() ? health : ready;
  }

  private Answer get(URI service, String path, Duration patience, boolean mayBeMissing)
      throws InterruptedException {
    String question = "GET " + path;
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address(service, path)).timeout(patience).GET().build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new Answer(
          status / 100 == 2 || (mayBeMissing && status == 404), question + " answered " + status);
    } catch (IOException e) {
      String reason = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
      return new Answer(false, question + " got no answer (" + reason + ")");
    }
  }

  /** Takes a path as it stands when it is a URI, and escapes it otherwise. */
  static URI address(URI service, String path) {
    try {
      return new URI(service + path);
    } catch (URISyntaxException e) {
      int query = path.indexOf('?');
      try {
        return new URI(
            service.getScheme(),
            service.getAuthority(),
            query < 0 ? path : path.substring(0, query),
            query < 0 ? null : path.substring(query + 1),
            null);
      } catch (URISyntaxException impossible) {
        throw new IllegalArgumentException("not a path: '" + path + "'", impossible);
      }
    }
  }
}
