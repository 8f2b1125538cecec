package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks the probe itself: the kit believes neither harness nor adapter about what runs. */
final class ProbeClient {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private final URI url;

  private ProbeClient(URI url) {
    this.url = url;
  }

  static ProbeClient at(URI url) {
    return new ProbeClient(url);
  }

  String version() {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve("/version")));
    assertThat(answer.statusCode()).as("status of %s", answer.uri()).isEqualTo(200);
    return answer.body();
  }

  /** The value of a variable as the program has it; empty when it has none of that name. */
  Optional<String> variable(String name) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve("/env?" + name)));
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    assertThat(answer.statusCode()).as("status of %s", answer.uri()).isEqualTo(200);
    return Optional.of(answer.body());
  }

  /** Which start of the program answers; empty when none does. */
  Optional<String> instance() {
    return get("/instance");
  }

  /** As {@link #variable}; also empty where no program answers, or something else does. */
  Optional<String> variableIfAny(String name) {
    return get("/env?" + name);
  }

  private Optional<String> get(String path) {
    try {
      HttpResponse<String> answer = send(HttpRequest.newBuilder(url.resolve(path)));
      return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Has the program end by itself. */
  void exit(int code) {
    try {
      send(
          HttpRequest.newBuilder(url.resolve("/exit?" + code))
              .POST(HttpRequest.BodyPublishers.noBody()));
    } catch (UncheckedIOException e) {
      // It may be gone before its answer has come.
    }
  }

  /** Has the program write these bytes to its standard output. */
  void print(byte[] bytes) {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(url.resolve("/print"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    assertThat(answer.statusCode()).as("status of %s", answer.uri()).isEqualTo(200);
  }

  void print(String text) {
    print(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return url.toString();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return CLIENT.send(
          request.timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking " + url, e);
    }
  }
}
