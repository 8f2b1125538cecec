package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DockerClientConfig;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/**
 * Turns what the client library throws into our exception; the only place that knows its kinds of
 * failure.
 */
final class EngineErrors {
  private EngineErrors() {}

  /**
   * The failure of one call. An engine that does not answer and an interrupt are told apart from a
   * refusal, which alone gets the caller's words, followed by the engine's.
   */
  static DeployException translate(
      EngineAddress address, RuntimeException failure, ErrorCode code, String what, String remedy) {
    if (failure instanceof DeployException ours) {
      return ours;
    }
    if (isInterrupt(failure)) {
      return interrupted(what, failure);
    }
    if (isConnection(failure)) {
      return unavailable(address, failure);
    }
    return new DeployException(code, what + ": " + words(failure), remedy, failure);
  }

  /** No engine answers at the address. */
  static DeployException unavailable(EngineAddress address, RuntimeException failure) {
    if (failure instanceof DeployException ours) {
      return ours;
    }
    if (isInterrupt(failure)) {
      return interrupted("connecting to the engine at " + address, failure);
    }
    if (failure instanceof DockerException
        || failure.getCause() instanceof JsonProcessingException) {
      return new DeployException(
          CoreError.ENGINE_UNAVAILABLE,
          "what answers at "
              + address
              + " does not answer as a container engine: "
              + words(failure),
          "set DOCKER_HOST to the address of a Docker-compatible engine",
          failure);
    }
    String reason = words(failure);
    return new DeployException(
        CoreError.ENGINE_UNAVAILABLE,
        "no container engine answers at " + address + ": " + reason,
        remedy(address, failure, reason),
        failure);
  }

  private static String remedy(EngineAddress address, RuntimeException failure, String reason) {
    if (reason.toLowerCase(Locale.ROOT).contains("permission denied")) {
      return "run as root, or as a member of the group that owns the socket ('sudo usermod -aG docker $USER', then log"
          + " in again)";
    }
    boolean unreached =
        causes(failure)
            .anyMatch(
                cause ->
                    cause instanceof ConnectException || cause instanceof UnknownHostException);
    if (address.certificates().isPresent() && !unreached) {
      return "check ca.pem, cert.pem and key.pem in "
          + address.certificates().get()
          + ", and that the engine speaks TLS there";
    }
    return "start Docker ('sudo systemctl start docker', or Docker Desktop), or set DOCKER_HOST to the address of a"
        + " running engine";
  }

  /**
   * The caller was interrupted; the thread's flag is set again, as it may have been lost on the
   * way.
   */
  static DeployException interrupted(String doing, Throwable cause) {
    Thread.currentThread().interrupt();
    return new DeployException(
        CoreError.INTERRUPTED,
        "interrupted while " + doing,
        "run the command again when ready",
        cause);
  }

  /** The engine's own words, without the status and JSON that the library wraps them in. */
  static String words(Throwable failure) {
    if (failure instanceof DockerException refusal) {
      String text =
          Objects.toString(refusal.getMessage(), "").replaceFirst("^(Status [0-9]+: ?)+", "");
      return message(text).orElse("status " + refusal.getHttpStatus());
    }
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String text = Objects.toString(root.getMessage(), "").strip();
    return text.isEmpty() ? root.getClass().getSimpleName() : text;
  }

  private static Optional<String> message(String text) {
    int brace = text.indexOf('{');
    if (brace >= 0) {
      try {
        String json = text.substring(brace);
        return Optional.of(
                DockerClientConfig.getDefaultObjectMapper()
                    .readTree(json)
                    .path("message")
                    .asText("")
                    .strip())
            .filter(message -> !message.isEmpty());
      } catch (JsonProcessingException e) {
        return Optional.of(text.strip());
      }
    }
    return Optional.of(text.strip()).filter(rest -> !rest.isEmpty());
  }

  /** An I/O failure on the way to the engine, as opposed to an answer of the engine. */
  static boolean isConnection(Throwable failure) {
    return !(failure instanceof DockerException)
        && causes(failure).anyMatch(IOException.class::isInstance);
  }

  private static boolean isInterrupt(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof ClosedByInterruptException
                    // What the HTTP client makes of an interrupt while it waits for a connection.
                    || cause instanceof CancellationException
                    || cause instanceof InterruptedException
                    || (cause instanceof InterruptedIOException
                        && !(cause instanceof SocketTimeoutException)));
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(20);
  }
}
