package ai.holodeck.deploy.docker.login;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A program that keeps logins, {@code docker-credential-NAME get}: it reads the registry from its
 * input and prints user and secret as JSON (protocol of the project docker-credential-helpers).
 * Nothing of what it prints is told to anybody, but for one sentence when it fails.
 */
final class CredentialProgram {
  /** The user that stands for an identity token. */
  private static final String TOKEN_USER = "<token>";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");

  private final String program;
  private final Path config;
  private final Variables variables;
  private final Duration patience;

  CredentialProgram(String name, Path config, Variables variables, Duration patience) {
    this.program = "docker-credential-" + name;
    this.config = config;
    this.variables = variables;
    this.patience = patience;
    if (!NAME.matcher(name).matches()) {
      throw failed("a registry", "its name in " + config + " is not one of a program", null);
    }
  }

  /** The login that it keeps for a registry; empty when it has none. */
  Optional<Login> find(String host) {
    Output output = run(host);
    if (output.exitCode() != 0) {
      if (output.text().contains("credentials not found")) {
        return Optional.empty();
      }
      throw failed(host, sentence(output), null);
    }
    JsonNode answer;
    try {
      answer = DockerClientConfig.getDefaultObjectMapper().readTree(output.text());
    } catch (IOException e) {
      // Not with its cause, which quotes the answer.
      throw failed(host, "it does not answer in JSON", null);
    }
    String username = answer.path("Username").asText("");
    String secret = answer.path("Secret").asText("");
    if (username.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        username.equals(TOKEN_USER)
            ? new Login.IdentityToken(Secret.of(secret), program)
            : new Login.Password(username, Secret.of(secret), program));
  }

  private Output run(String host) {
    Path file = onPath().orElseThrow(() -> failed(host, "it is not on the path", null));
    Process process;
    try {
      process =
          new ProcessBuilder(file.toString(), "get")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw failed(host, "it cannot be started", e);
    }
    try {
      FutureTask<byte[]> reading = new FutureTask<>(() -> process.getInputStream().readAllBytes());
      Thread reader = new Thread(reading, "holodeck-credential-helper");
      reader.setDaemon(true);
      reader.start();
      ask(process, host);
      byte[] text = reading.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new Output(process.waitFor(), new String(text, StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw failed(host, "it has not answered for " + patience.toSeconds() + " seconds", null);
    } catch (ExecutionException e) {
      throw failed(host, "its answer cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          CoreError.INTERRUPTED,
          "interrupted while " + program + " looked for a login of " + host,
          "run the command again when ready",
          e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static void ask(Process process, String host) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(RegistryHost.key(host).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading; what it printed says why.
      return;
    }
  }

  private Optional<Path> onPath() {
    return Stream.of(variables.get("PATH").orElse("").split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .flatMap(folder -> Stream.of(program, program + ".exe").map(Path.of(folder)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String sentence(Output output) {
    return output
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("{"))
        .findFirst()
        .map(line -> "it says: " + line)
        .orElse("it ended with exit code " + output.exitCode());
  }

  private DeployException failed(String host, String reason, @Nullable Throwable cause) {
    return new DeployException(
        CoreError.CONFIG_INVALID,
        "cannot get the login of " + host + " from " + program + ": " + reason,
        "install or unlock the program, or take it out of "
            + config
            + ", or set registry.credentials_env_prefix",
        cause);
  }

  private record Output(int exitCode, String text) {}
}
