package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.login.StoredLogins;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that has answered.
 *
 * @param address where it is
 * @param client speaks a version of the API that both sides know; gives up on an engine that does
 *     not answer
 * @param streams the same for answers that take as long as they take: builds, pulls, pushes, logs
 * @param logins what the user has stored for registries
 */
record Engine(EngineAddress address, DockerClient client, DockerClient streams, StoredLogins logins)
    implements AutoCloseable {
  /** The newest version of the API that the client library was written for. */
  private static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** How long an engine may take to say its version. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(30);

  /**
   * How long it may take for a change; an engine on a busy disk takes seconds to start a container.
   */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  /** Asks the engine which version it speaks. */
  static Engine connect(Variables variables) {
    EngineAddress address = EngineAddress.resolve(variables);
    try {
      LocalDirectorySSLConfig tls =
          address
              .certificates()
              .map(path -> new LocalDirectorySSLConfig(path.toString()))
              .orElse(null);
      StoredLogins logins = new StoredLogins(EngineAddress.configFolder(variables), variables);
      RemoteApiVersion version = apiVersion(variables, offered(address, tls, logins));
      EngineConfig config = new EngineConfig(address.host(), version, tls, logins);
      return new Engine(
          address,
          DockerClientImpl.getInstance(
              config, transport(address, tls).responseTimeout(ANSWER).build()),
          DockerClientImpl.getInstance(config, transport(address, tls).build()),
          logins);
    } catch (RuntimeException e) {
      throw EngineErrors.unavailable(address, e);
    }
  }

  /** Runs a call; whatever the engine or the client throws comes back as an exception of ours. */
  <T> T call(ErrorCode code, String what, String remedy, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw EngineErrors.translate(address, e, code, what, remedy);
    }
  }

  /**
   * As {@link #call}, for calls that change something: on a thread of its own, so that an interrupt
   * of the caller does not cut the connection and leave open whether the change was made. The
   * interrupt is kept for afterwards.
   */
  <T> T change(ErrorCode code, String what, String remedy, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    Thread thread = new Thread(task, "holodeck-docker-call");
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw EngineErrors.translate(address, failure, code, what, remedy);
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    try (client;
        streams) {
      // Both are closed, also when the first of them fails at it.
    } catch (IOException e) {
      throw EngineErrors.unavailable(address, new UncheckedIOException(e));
    }
  }

  /**
   * The newest version that the engine speaks; asked without a version, as nothing is agreed on
   * yet.
   */
  private static Optional<String> offered(
      EngineAddress address, @Nullable LocalDirectorySSLConfig tls, StoredLogins logins) {
    EngineConfig config =
        new EngineConfig(address.host(), RemoteApiVersion.UNKNOWN_VERSION, tls, logins);
    try (DockerClient client =
        DockerClientImpl.getInstance(
            config, transport(address, tls).responseTimeout(FIRST_ANSWER).build())) {
      return Optional.ofNullable(client.versionCmd().exec().getApiVersion());
    } catch (IOException e) {
      throw EngineErrors.unavailable(address, new UncheckedIOException(e));
    }
  }

  private static ApacheDockerHttpClient.Builder transport(
      EngineAddress address, @Nullable LocalDirectorySSLConfig tls) {
    ApacheDockerHttpClient.Builder builder =
        new ApacheDockerHttpClient.Builder()
            .dockerHost(address.host())
            .connectionTimeout(CONNECT_TIMEOUT);
    return tls == null ? builder : builder.sslConfig(tls);
  }

  /**
   * What the engine speaks, but nothing newer than what we know; {@code DOCKER_API_VERSION} wins.
   */
  static RemoteApiVersion apiVersion(Variables variables, Optional<String> offered) {
    Optional<String> wanted = variables.get("DOCKER_API_VERSION").filter(text -> !text.isBlank());
    if (wanted.isPresent()) {
      return parse(wanted.get())
          .orElseThrow(
              () ->
                  new DeployException(
                      CoreError.ENGINE_UNAVAILABLE,
                      "DOCKER_API_VERSION is '"
                          + wanted.get()
                          + "', which is no version of the API",
                      "give it like 1.41, or unset DOCKER_API_VERSION"));
    }
    return offered
        .flatMap(Engine::parse)
        .map(version -> version.isGreater(NEWEST_KNOWN) ? NEWEST_KNOWN : version)
        .orElse(RemoteApiVersion.UNKNOWN_VERSION);
  }

  private static Optional<RemoteApiVersion> parse(String text) {
    return text.matches("[0-9]{1,3}\\.[0-9]{1,3}")
        ? Optional.of(RemoteApiVersion.parseConfig(text))
        : Optional.empty();
  }
}
