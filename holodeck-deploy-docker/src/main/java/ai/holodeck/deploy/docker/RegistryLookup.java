package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks a registry through the engine, {@code GET /distribution/{name}/json}, which the client
 * library has no command for.
 */
record RegistryLookup(Engine engine) {
  private static final int OK = 200;

  /** What the registry has under the name. */
  Optional<RegistryImage> find(ImageReference name, AuthConfig auth) throws RegistryCalls.Refused {
    DockerHttpClient.Request request =
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.GET)
            .path("/distribution/" + name + "/json")
            .putHeader("X-Registry-Auth", header(auth))
            .build();
    int status;
    String body;
    try (DockerHttpClient.Response response =
        Objects.requireNonNull(((DockerClientImpl) engine.client()).getHttpClient())
            .execute(request)) {
      status = response.getStatusCode();
      body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw EngineErrors.unavailable(engine.address(), new UncheckedIOException(e));
    } catch (RuntimeException e) {
      throw EngineErrors.unavailable(engine.address(), e);
    }
    JsonNode answer = parse(body);
    if (status == OK) {
      return Optional.of(
          new RegistryImage(name, new Digest(answer.path("Descriptor").path("digest").asText(""))));
    }
    String words = answer.path("message").asText("status " + status);
    String lower = words.toLowerCase(Locale.ROOT);
    if (lower.contains("not supported")) {
      throw new DeployException(
          CoreError.CAPABILITY_MISSING,
          "the engine at " + engine.address() + " cannot look into registries",
          "use 'holodeck deploy', which pushes what it builds");
    }
    if (lower.contains("manifest unknown")
        || lower.contains("name unknown")
        || lower.endsWith("not found")) {
      return Optional.empty();
    }
    throw new RegistryCalls.Refused(words, null);
  }

  private static JsonNode parse(String body) {
    try {
      return DockerClientConfig.getDefaultObjectMapper().readTree(body);
    } catch (JsonProcessingException e) {
      return DockerClientConfig.getDefaultObjectMapper().createObjectNode();
    }
  }

  private static String header(AuthConfig auth) {
    try {
      return Base64.getUrlEncoder()
          .encodeToString(DockerClientConfig.getDefaultObjectMapper().writeValueAsBytes(auth));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a login can always be written as JSON", e);
    }
  }
}
