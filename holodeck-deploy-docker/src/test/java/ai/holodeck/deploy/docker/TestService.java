package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** A service of one test, under a name that no other test has. */
final class TestService {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ServiceOwner owner =
      new ServiceOwner(
          "0123456789ab", "default", "it " + UUID.randomUUID().toString().substring(0, 8));
  private final ServiceName name = Probe.DOCKER.deployerFactory().nameFor(owner);
  private DockerSettings settings = DockerSettings.defaults();

  TestService with(DockerSettings value) {
    this.settings = value;
    return this;
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
    return DeployRequest.of(name, owner, Probe.image())
        .healthPath("/cgi-bin/health")
        .deadline(Duration.ofSeconds(60))
        .environment(variables(environment));
  }

  static List<EnvironmentVariable> variables(String... environment) {
    return Arrays.stream(environment)
        .map(text -> text.split("=", 2))
        .map(pair -> new EnvironmentVariable(pair[0], new Plain(pair[1])))
        .toList();
  }

  Deployment deploy(DeployListener listener, String... environment) {
    return deployer().deploy(request(environment).build(), listener);
  }

  String get(URI url, String path) throws IOException, InterruptedException {
    return HTTP.send(
            HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(10)).build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .body()
        .strip();
  }

  /** Every container whose name begins with the service's. */
  List<String> containerNames() {
    return Probe.ENGINE.client().listContainersCmd().withShowAll(true).exec().stream()
        .flatMap(container -> Arrays.stream(container.getNames()))
        .map(found -> found.substring(1))
        .filter(found -> found.startsWith(name.value()))
        .sorted()
        .toList();
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
