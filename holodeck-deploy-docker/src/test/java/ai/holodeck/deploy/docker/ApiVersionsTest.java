package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.github.dockerjava.api.DockerClient;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that says of itself what engines of several ages say. */
class ApiVersionsTest {
  @TempDir Path noConfig;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private HttpServer server;
  private String about = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void engine2010IsAskedInItsOwnVersion() throws IOException {
    assertThat(pathsOf("1.41", "1.12")).containsExactly("/version", "/v1.41/info");
  }

  @Test
  void engineWhoseOldestIs144IsAskedInThatVersion() throws IOException {
    assertThat(pathsOf("1.52", "1.44")).containsExactly("/version", "/v1.44/info");
  }

  @Test
  void newerEngineIsAskedInTheNewestThatIsKnown() throws IOException {
    assertThat(pathsOf("1.45", "1.24")).containsExactly("/version", "/v1.44/info");
  }

  @Test
  void engineThatDoesNotSayIsAskedWithoutAVersion() throws IOException {
    about = "{}";
    assertThat(paths()).containsExactly("/version", "/info");
  }

  @Test
  void givenVersionWins() throws IOException {
    assertThat(pathsOf("1.52", "1.24", "DOCKER_API_VERSION", "1.40"))
        .containsExactly("/version", "/v1.40/info");
    assertThat(pathsOf("1.52", "1.24", "DOCKER_API_VERSION", " ")).contains("/v1.44/info");
  }

  @Test
  void givenVersionThatTheEngineDoesNotSpeakIsRefused() {
    for (String version : List.of("1.43", "1.53")) {
      assertRefused(
          "unset DOCKER_API_VERSION",
          List.of(version, "DOCKER_API_VERSION", "1.44 to 1.52"),
          () -> pathsOf("1.52", "1.44", "DOCKER_API_VERSION", version));
    }
    assertRefused(
        "1.41",
        List.of("'new'", "DOCKER_API_VERSION"),
        () -> pathsOf("1.52", "1.44", "DOCKER_API_VERSION", "new"));
  }

  @Test
  void engineThatHasDroppedEveryKnownVersionIsRefused() {
    assertRefused(
        "newer version of this tool",
        List.of("1.50 to 1.60", "1.44 at most"),
        () -> pathsOf("1.60", "1.50"));
  }

  @Test
  void podmanIsKnownByItsComponent() throws IOException {
    about = "{\"ApiVersion\":\"1.41\",\"Components\":[{\"Name\":\"Podman Engine\"}]}";
    try (Engine engine = connect()) {
      assertThat(engine.kind()).isEqualTo(EngineKind.PODMAN);
    }
    about = "{\"ApiVersion\":\"1.41\",\"Components\":[{\"Name\":\"Engine\"}]}";
    try (Engine engine = connect()) {
      assertThat(engine.kind()).isEqualTo(EngineKind.DOCKER);
    }
  }

  private static void assertRefused(
      String remedy,
      List<String> what,
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
              assertThat(failure.what()).contains(what);
              assertThat(failure.remedy()).contains(remedy);
            });
  }

  private List<String> pathsOf(String newest, String oldest, String... variables)
      throws IOException {
    about = "{\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest + "\"}";
    return paths(variables);
  }

  private List<String> paths(String... variables) throws IOException {
    asked.clear();
    try (Engine engine = connect(variables);
        DockerClient client = engine.client()) {
      client.infoCmd().exec();
    }
    return List.copyOf(asked);
  }

  private Engine connect(String... variables) {
    Map<String, String> all = new HashMap<>();
    all.put("DOCKER_HOST", "tcp://127.0.0.1:" + server.getAddress().getPort());
    all.put("DOCKER_CONFIG", noConfig.toString());
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    return Engine.connect(Variables.of(all));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.add(path);
    byte[] body = (path.equals("/version") ? about : "{}").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
