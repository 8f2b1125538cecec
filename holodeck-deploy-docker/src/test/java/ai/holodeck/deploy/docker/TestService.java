package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A service of one test, under a name that no other test has. */
final class TestService {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServiceOwner owner;
  private final ServiceName name;
  private DockerSettings settings = DockerSettings.defaults();

  TestService() {
    this("it " + UUID.randomUUID().toString().substring(0, 8));
  }

  TestService(String agent) {
    this.owner = new ServiceOwner("0123456789ab", "default", agent);
    this.name = Probe.DOCKER.deployerFactory().nameFor(owner);
  }

  void with(DockerSettings value) {
    this.settings = value;
  }

  DockerSettings onPort(int port) {
    DockerSettings defaults = DockerSettings.defaults();
    return new DockerSettings(
        Optional.of(new DockerSettings.HostPort(port)),
        defaults.bind(),
        defaults.cpu(),
        defaults.memory(),
        defaults.network(),
        defaults.restart());
  }

  /** One that is not taken, by the tool's own way of picking. */
  int freePort() {
    return HostPorts.pick(name, "127.0.0.1", 7).orElseThrow();
  }

  ServiceName name() {
    return name;
  }

  ServiceOwner owner() {
    return owner;
  }

  Deployer deployer() {
    return Probe.DOCKER.deployer(settings);
  }

  DeployRequest.Builder request(String... environment) {
    return request(Probe.image()).environment(variables(environment));
  }

  DeployRequest.Builder request(ImageRef image) {
    return requestOf(owner, image);
  }

  DeployRequest.Builder requestOfAnotherOwner(String... environment) {
    return requestOf(new ServiceOwner("ffffffffffff", "default", owner.agent()), Probe.image())
        .environment(variables(environment));
  }

  private DeployRequest.Builder requestOf(ServiceOwner whose, ImageRef image) {
    return DeployRequest.of(name, whose, image)
        .healthPath("/cgi-bin/health")
        .deadline(Duration.ofSeconds(60));
  }

  static List<EnvironmentVariable> variables(String... environment) {
    return Arrays.stream(environment)
        .map(text -> text.split("=", 2))
        .map(pair -> new EnvironmentVariable(pair[0], new Plain(pair[1])))
        .toList();
  }

  Deployment deploy(String... environment) {
    return deployer().deploy(request(environment).build(), DeployListener.silent());
  }

  DeployException fail(CoreError code, String... environment) {
    return fail(code, request(environment));
  }

  DeployException fail(CoreError code, DeployRequest.Builder request) {
    return fail(code, request, DeployListener.silent());
  }

  DeployException fail(CoreError code, DeployRequest.Builder request, DeployListener listener) {
    DeployException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                DeployException.class, () -> deployer().deploy(request.build(), listener)),
            "the deploy did not fail");
    assertThat(failure.code()).as(failure.toString()).isEqualTo(code);
    assertThat(failure.getSuppressed()).as(failure.toString()).isEmpty();
    return failure;
  }

  /** Deploys, and interrupts when the latch is down. */
  DeployException interrupted(CountDownLatch when, DeployRequest request, DeployListener listener)
      throws InterruptedException {
    AtomicReference<DeployException> failure =
        new AtomicReference<>(new DeployException(CoreError.USAGE, "no failure", "none"));
    AtomicReference<Boolean> flag = new AtomicReference<>(false);
    Thread thread =
        new Thread(
            () -> {
              try {
                deployer().deploy(request, listener);
              } catch (DeployException e) {
                failure.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    assertThat(when.await(60, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(60));
    assertThat(thread.isAlive()).isFalse();
    assertThat(flag.get()).as("the thread's flag").isTrue();
    return Objects.requireNonNull(failure.get());
  }

  String get(URI url, String path) throws IOException, InterruptedException {
    return getExact(url, path).strip();
  }

  String getExact(URI url, String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body();
  }

  String getOrFailure(URI url, String path) {
    try {
      return get(url, path);
    } catch (IOException e) {
      return "no answer";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  void awaitVersion(URI url, String version) {
    Await.until(
        "version " + version + " answers", () -> getOrFailure(url, "/version").equals(version));
  }

  void awaitAnyVersion(URI url, String... versions) {
    Await.until(
        "one of " + List.of(versions) + " answers",
        () -> List.of(versions).contains(getOrFailure(url, "/version")));
  }

  /** Every container whose name begins with the service's. */
  List<String> containerNames() {
    return containers().stream().map(found -> found.getNames()[0].substring(1)).sorted().toList();
  }

  List<String> labelsAndCommands() {
    return containers().stream()
        .map(found -> found.getLabels() + " " + found.getCommand())
        .toList();
  }

  private List<Container> containers() {
    return Probe.ENGINE.client().listContainersCmd().withShowAll(true).exec().stream()
        .filter(found -> found.getNames()[0].startsWith("/" + name))
        .toList();
  }

  ServiceContainer container() {
    return new ServiceContainers(Probe.ENGINE, name)
        .at(ServiceContainers.Place.SERVICE)
        .orElseThrow();
  }

  String containerId() {
    return container().id();
  }

  void kill(String container) {
    Probe.ENGINE.client().killContainerCmd(container).exec();
  }

  /** Runs a command inside; attached, as the engine waits for the end of nothing else. */
  void exec(String... command) throws InterruptedException {
    String id =
        Probe.ENGINE
            .client()
            .execCreateCmd(containerId())
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withCmd(command)
            .exec()
            .getId();
    Probe.ENGINE
        .client()
        .execStartCmd(id)
        .exec(new ResultCallback.Adapter<Frame>())
        .awaitCompletion();
  }

  /** Makes a container that only waits. */
  void createForeign(String container, Map<String, String> labels) {
    String id =
        Probe.ENGINE
            .client()
            .createContainerCmd(Probe.base())
            .withName(container)
            .withLabels(labels)
            .withCmd("sleep", "600")
            .exec()
            .getId();
    Probe.ENGINE.client().startContainerCmd(id).exec();
  }

  /** As a deploy that was killed would leave it: ours, but not healthy. */
  void leave(String suffix) {
    createForeign(name + suffix, ServiceLabels.of(request().build()));
  }

  static ServerSocket listen(int port) {
    try {
      return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove() {
    for (String container : containerNames()) {
      Probe.ENGINE
          .client()
          .removeContainerCmd(container)
          .withForce(true)
          .withRemoveVolumes(true)
          .exec();
    }
  }
}
