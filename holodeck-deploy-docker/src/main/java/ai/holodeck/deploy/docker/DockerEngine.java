package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import org.jspecify.annotations.Nullable;

/**
 * A Docker-compatible engine, for programs that embed this library.
 *
 * <pre>{@code
 * try (DockerEngine engine = DockerEngine.connect(Variables.ofProcess())) {
 *   BuildResult built = engine.imageBuilder().build(request, BuildListener.silent());
 *   Deployer deployer =
 *       engine.deployerFactory().create(new TargetSettings(DockerEngine.ID, Settings.of(Map.of())));
 * }
 * }</pre>
 *
 * <p>The engine is found as the {@code docker} command finds it: {@code DOCKER_HOST} ({@code
 * unix://}, {@code tcp://}, with {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} for TLS),
 * then {@code DOCKER_CONTEXT} or the current context, then {@code /var/run/docker.sock}. {@code
 * DOCKER_API_VERSION} fixes the version of the API, which is otherwise the newest that both sides
 * know. Thread-safe.
 */
public final class DockerEngine implements AutoCloseable {
  /** The id of this engine, and of the provider that runs services on it. */
  public static final String ID = "docker";

  private final Variables variables;
  private @Nullable Engine engine;

  private DockerEngine(Variables variables) {
    this.variables = variables;
  }

  /**
   * Connects to the engine that these variables lead to.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code ENGINE_UNAVAILABLE} when none answers
   */
  public static DockerEngine connect(Variables variables) {
    DockerEngine connected = whenNeeded(variables);
    connected.engine();
    return connected;
  }

  /** As {@link #connect}, but asks the engine nothing before the first use. */
  public static DockerEngine whenNeeded(Variables variables) {
    return new DockerEngine(variables);
  }

  /** Builds images with this engine. */
  public ImageBuilder imageBuilder() {
    return new DockerImageBuilder(this::engine);
  }

  /** Pushes images of this engine. */
  public ImagePublisher imagePublisher() {
    return imagePublisher(RegistryCalls.patient());
  }

  /** As the other, with another patience. */
  ImagePublisher imagePublisher(RegistryCalls calls) {
    return new DockerImagePublisher(this::engine, calls);
  }

  /** Keeps images of recorded releases in this engine, by tags in their own repositories. */
  public ImageKeeper imageKeeper() {
    return new ReleaseTags(this::engine);
  }

  /** The provider {@code docker}. */
  public DeployerFactory deployerFactory() {
    return new DockerDeployerFactory(this::engine);
  }

  /** As what the factory makes, with settings that need no binding. */
  Deployer deployer(DockerSettings settings) {
    return new DockerDeployer(this::engine, settings);
  }

  /** Lets go of the connections. Services go on running. */
  @Override
  public synchronized void close() {
    if (engine != null) {
      engine.close();
      engine = null;
    }
  }

  private synchronized Engine engine() {
    if (engine == null) {
      engine = Engine.connect(variables);
    }
    return engine;
  }
}
