package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.login.StoredLogins;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ErrorCode;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An engine that has answered.
 *
 * @param address where it is
 * @param kind whose it is
 * @param client speaks a version of the API that both sides know; gives up on an engine that does
 *     not answer
 * @param streams the same for answers that take as long as they take: builds, pulls, pushes, logs
 * @param logins what the user has stored for registries
 */
record Engine(
    EngineAddress address,
    EngineKind kind,
    DockerClient client,
    DockerClient streams,
    StoredLogins logins)
    implements AutoCloseable {
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
      Version about = about(address, tls, logins);
      RemoteApiVersion version =
          ApiVersions.of(about.getApiVersion(), about.getMinAPIVersion()).agree(variables);
      EngineConfig config = new EngineConfig(address.host(), version, tls, logins);
      return new Engine(
          address,
          EngineKind.of(about),
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

  /** What the engine is; asked without a version, as nothing is agreed on yet. */
  private static Version about(
      EngineAddress address, @Nullable LocalDirectorySSLConfig tls, StoredLogins logins) {
    EngineConfig config =
        new EngineConfig(address.host(), RemoteApiVersion.UNKNOWN_VERSION, tls, logins);
    try (DockerClient client =
        DockerClientImpl.getInstance(
            config, transport(address, tls).responseTimeout(FIRST_ANSWER).build())) {
      return client.versionCmd().exec();
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
}
