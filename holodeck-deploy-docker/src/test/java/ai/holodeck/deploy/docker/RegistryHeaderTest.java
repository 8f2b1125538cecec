package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryImage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an engine is told to log in with, seen by an engine that only listens. */
class RegistryHeaderTest {
  private static final String IMAGE_ID = "sha256:" + "1".repeat(64);
  private static final String DIGEST = "sha256:" + "2".repeat(64);
  private static final ImageReference NAME = ImageReference.parse("r.example/a/b:1");

  @TempDir Path folder;
  private final AtomicReference<String> header = new AtomicReference<>("");
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void identityTokenIsSentWithoutAUser() throws Exception {
    JsonNode sent =
        push(
            "{\"auths\": {\"r.example\": {\"auth\": \"dXNlcjpwYXNz\", \"identitytoken\": \"tok\"}}}");

    assertThat(sent.path("identitytoken").asText()).isEqualTo("tok");
    assertThat(sent.path("serveraddress").asText()).isEqualTo("r.example");
    assertThat(sent.path("username").asText("")).isEmpty();
    assertThat(sent.path("password").asText("")).isEmpty();
  }

  @Test
  void passwordIsSentWithItsUser() throws Exception {
    JsonNode sent = push("{\"auths\": {\"r.example\": {\"auth\": \"dXNlcjpwYXNz\"}}}");

    assertThat(sent.path("username").asText()).isEqualTo("user");
    assertThat(sent.path("password").asText()).isEqualTo("pass");
    assertThat(sent.path("identitytoken").asText("")).isEmpty();
  }

  @Test
  void loginOfAnotherRegistryIsNotSent() throws Exception {
    JsonNode sent = push("{\"auths\": {\"other.example\": {\"auth\": \"dXNlcjpwYXNz\"}}}");

    assertThat(sent.path("username").asText("") + sent.path("password").asText("")).isEmpty();
  }

  private JsonNode push(String config) throws IOException {
    Files.writeString(folder.resolve("config.json"), config);
    Variables variables =
        Variables.of(
            Map.of(
                "DOCKER_HOST",
                "tcp://127.0.0.1:" + server.getAddress().getPort(),
                "DOCKER_CONFIG",
                folder.toString()));
    try (DockerEngine engine = DockerEngine.connect(variables)) {
      RegistryImage pushed =
          engine
              .imagePublisher()
              .push(new EngineImage(NAME, IMAGE_ID), Optional.empty(), PushListener.silent());
      assertThat(pushed.digest()).isEqualTo(new Digest(DIGEST));
    }
    return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(header.get()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String body;
    if (path.endsWith("/version")) {
      body = "{\"ApiVersion\": \"1.41\"}";
    } else if (path.endsWith("/push")) {
      header.set(Objects.requireNonNull(exchange.getRequestHeaders().getFirst("X-Registry-Auth")));
      body = "{\"status\": \"1: digest: " + DIGEST + " size: 523\"}";
    } else {
      body = "{\"Id\": \"" + IMAGE_ID + "\"}";
    }
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
