package ai.holodeck.deploy.docker.login;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logins that {@code config.json} leads to: the registry's own helper of {@code credHelpers},
 * else the helper of {@code credsStore}, else what stands in {@code auths}. Read anew at each
 * question, as somebody may log in meanwhile. Thread-safe.
 */
public final class StoredLogins {
  /** A helper may ask the user to unlock a keyring. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path file;
  private final Variables variables;
  private final Duration patience;

  /**
   * Reads {@code config.json} in this folder; {@code PATH} of the variables leads to its helpers.
   */
  public StoredLogins(Path folder, Variables variables) {
    this(folder, variables, PATIENCE);
  }

  StoredLogins(Path folder, Variables variables, Duration patience) {
    this.file = folder.resolve("config.json");
    this.variables = variables;
    this.patience = patience;
  }

  /** The file that logins are looked for in. */
  public Path file() {
    return file;
  }

  /**
   * The login of a registry, {@code ghcr.io}, {@code docker.io}, {@code localhost:5000}; empty when
   * none is stored.
   *
   * @throws DeployException {@code CONFIG_INVALID} when the file cannot be read or a helper fails
   */
  public Optional<Login> find(String host) {
    JsonNode config = read();
    Optional<Login> kept =
        helper(config, host)
            .flatMap(name -> new CredentialProgram(name, file, variables, patience).find(host));
    return kept.or(() -> inFile(config, host));
  }

  /** What stands in {@code auths} itself, by its keys; no helper is asked. */
  public Map<String, Login> inFile() {
    Map<String, Login> all = new LinkedHashMap<>();
    read()
        .path("auths")
        .properties()
        .forEach(
            entry -> login(entry.getValue()).ifPresent(login -> all.put(entry.getKey(), login)));
    return all;
  }

  private static Optional<String> helper(JsonNode config, String host) {
    return config.path("credHelpers").properties().stream()
        .filter(entry -> RegistryHost.isOf(entry.getKey(), host))
        .map(entry -> entry.getValue().asText(""))
        .findFirst()
        .or(() -> Optional.of(config.path("credsStore").asText("")))
        .filter(name -> !name.isBlank());
  }

  private Optional<Login> inFile(JsonNode config, String host) {
    JsonNode auths = config.path("auths");
    // A key that is the very name goes before others that mean the same.
    return login(auths.path(RegistryHost.key(host)))
        .or(
            () ->
                auths.properties().stream()
                    .filter(entry -> RegistryHost.isOf(entry.getKey(), host))
                    .flatMap(entry -> login(entry.getValue()).stream())
                    .findFirst());
  }

  private Optional<Login> login(JsonNode entry) {
    String token = entry.path("identitytoken").asText("");
    if (!token.isEmpty()) {
      return Optional.of(new Login.IdentityToken(Secret.of(token), file.toString()));
    }
    String username = entry.path("username").asText("");
    String password = entry.path("password").asText("");
    String both = entry.path("auth").asText("");
    if (!both.isEmpty()) {
      String decoded = decode(both);
      int colon = decoded.indexOf(':');
      if (colon <= 0) {
        throw unreadable("an 'auth' in it is not a user, a colon and a password in Base64", null);
      }
      username = decoded.substring(0, colon);
      password = decoded.substring(colon + 1);
    }
    return username.isEmpty() || password.isEmpty()
        ? Optional.empty()
        : Optional.of(new Login.Password(username, Secret.of(password), file.toString()));
  }

  private String decode(String both) {
    try {
      // Some tools pad what they encode with zeros.
      return new String(Base64.getDecoder().decode(both), StandardCharsets.UTF_8)
          .replaceFirst("\\x00+$", "");
    } catch (IllegalArgumentException e) {
      // Not with its cause, which may quote the text.
      throw unreadable("an 'auth' in it is not Base64", null);
    }
  }

  private JsonNode read() {
    if (!Files.isRegularFile(file)) {
      return DockerClientConfig.getDefaultObjectMapper().createObjectNode();
    }
    try {
      return DockerClientConfig.getDefaultObjectMapper().readTree(Files.readString(file));
    } catch (JsonProcessingException e) {
      throw unreadable("it is not JSON", null);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private DeployException unreadable(String reason, @Nullable Throwable cause) {
    return new DeployException(
        CoreError.CONFIG_INVALID,
        "cannot read the registry logins in " + file + ": " + reason,
        "repair the file, or name another folder in DOCKER_CONFIG",
        cause);
  }
}
