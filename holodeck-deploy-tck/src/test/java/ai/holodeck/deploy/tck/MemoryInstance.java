package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.tck.probe.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A probe that runs inside this program. */
final class MemoryInstance {
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  final DeployRequest request;
  final MemoryLines log = new MemoryLines();
  private final Probe probe;
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();

  MemoryInstance(DeployRequest request, String version, Map<String, String> environment) {
    this.request = request;
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("HOLODECK_PORT", "0");
    variables.put("PROBE_VERSION", version);
    probe =
        new Probe(
            variables,
            log.stream(LogLine.Stream.STDOUT),
            log.stream(LogLine.Stream.STDERR),
            this::exited);
    Thread main =
        new Thread(
            () -> {
              try {
                probe.run();
              } catch (IOException e) {
                ended.complete(1);
              } catch (InterruptedException e) {
                ended.complete(2);
              }
            });
    main.setDaemon(true);
    main.start();
  }

  static Map<String, String> environmentOf(DeployRequest request) {
    Map<String, String> environment = new HashMap<>();
    for (EnvironmentVariable variable : request.environment()) {
      environment.put(variable.name(), variable.value().reveal());
    }
    return environment;
  }

  /** Where it answers; port 0, where nobody does, while it does not listen. */
  URI url() {
    return URI.create("http://127.0.0.1:" + probe.port().orElse(0) + "/");
  }

  boolean listens() {
    return probe.port().isPresent();
  }

  OptionalInt exitCode() {
    Integer code = ended.getNow(null);
    return code == null ? OptionalInt.empty() : OptionalInt.of(code);
  }

  /** The status at a path; -1 when there is no answer. */
  int ask(String path) throws InterruptedException {
    if (probe.port().isEmpty()) {
      return -1;
    }
    try {
      return CLIENT
          .send(
              HttpRequest.newBuilder(url().resolve(path)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return -1;
    }
  }

  private void exited(int code) {
    ended.complete(code);
    probe.close();
    log.end();
  }

  void stop() {
    probe.close();
    ended.complete(0);
    log.end();
  }
}
