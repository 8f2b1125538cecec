package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The contexts that the {@code docker} command keeps in its folder, named by the SHA-256 of their
 * names.
 */
record EngineContexts(Path folder) {
  /** The context that {@code config.json} names. */
  Optional<String> current() {
    return read(folder.resolve("config.json")).flatMap(json -> text(json.path("currentContext")));
  }

  /** The engine's address in a context; empty when there is no such context. */
  Optional<String> host(String context) {
    return read(folder
            .resolve("contexts")
            .resolve("meta")
            .resolve(hash(context))
            .resolve("meta.json"))
        .flatMap(json -> text(json.path("Endpoints").path("docker").path("Host")));
  }

  /** The folder with a context's TLS files; empty when it has none. */
  Optional<Path> certificates(String context) {
    return Optional.of(
            folder.resolve("contexts").resolve("tls").resolve(hash(context)).resolve("docker"))
        .filter(Files::isDirectory);
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText("")).filter(value -> !value.isBlank());
  }

  private static Optional<JsonNode> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(DockerClientConfig.getDefaultObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new DeployException(
          CoreError.ENGINE_UNAVAILABLE,
          "cannot read " + file + ": " + e.getMessage(),
          "repair the file, or set DOCKER_HOST to the engine's address",
          e);
    }
  }

  private static String hash(String context) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(context.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
