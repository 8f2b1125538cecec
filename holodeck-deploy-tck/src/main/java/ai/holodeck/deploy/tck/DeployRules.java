package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the deploy of a new service gives. */
interface DeployRules extends DeployerRules {
  @Rule(
      id = "DEP-01",
      text = "deploy MUST give the id by which status knows the service, and the name asked for.")
  default void deployGivesIdAndName() {
    Deployment deployment = trial().deploy("v1");

    assertThat(deployment.name()).isEqualTo(trial().name());
    assertThat(trial().another().status(deployment.id()).state()).isEqualTo(ServiceState.RUNNING);
  }

  @Rule(
      id = "DEP-02",
      text = "deploy MUST give a URL, and the image asked for MUST answer there when it returns.")
  default void deployGivesUrl() {
    Deployment deployment = trial().deploy("v1");

    assertThat(deployment.status().url()).isPresent();
    assertThat(trial().version(deployment)).isEqualTo("v1");
  }

  @Rule(id = "DEP-03", text = "deploy MUST give the state RUNNING when the service is healthy.")
  default void deployGivesRunning() {
    assertThat(trial().deploy("v1").status().state()).isEqualTo(ServiceState.RUNNING);
  }

  @Rule(
      id = "DEP-04",
      text =
          "find MUST give the id, the release and the image of what runs under a name, and nothing for a free one.")
  default void findTellsTheRelease() {
    assertThat(trial().deployer().find(trial().name())).isEmpty();

    String first = imageFoundAfter("v1");
    String second = imageFoundAfter("v2");

    assertThat(second).as("the image of the second version").isNotEqualTo(first);
  }

  private String imageFoundAfter(String version) {
    DeployRequest request = trial().request(version).build();
    Deployment deployment = trial().deployer().deploy(request, DeployListener.silent());
    FoundService found = trial().another().find(trial().name()).orElseThrow();
    assertThat(found.id()).isEqualTo(deployment.id());
    assertThat(found.releaseId()).contains(request.releaseId());
    assertThat(found.status().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(found.image()).isNotBlank();
    return found.image();
  }

  @Rule(
      id = "DEP-05",
      text = "deploy MUST tell its listener what happens, on one thread at a time, in words.")
  default void listenerIsTold() {
    List<String> messages = new CopyOnWriteArrayList<>();
    Overlap overlap = new Overlap();

    trial()
        .deployer()
        .deploy(
            trial().request("v1").build(),
            (state, message) -> {
              messages.add(message);
              overlap.call();
            });

    assertThat(overlap.seen()).as("the listener was told two things at once").isFalse();
    assertThat(messages).isNotEmpty().allSatisfy(message -> assertThat(message).isNotBlank());
  }

  @Rule(
      id = "DEP-06",
      needs = Capability.DETACHED,
      text =
          "A deploy with a deadline of zero MUST return as soon as the provider has accepted; where DETACHED is not declared it MUST be refused with CAPABILITY_MISSING before anything is changed.")
  default void zeroDeadline() {
    Deployment deployment =
        trial()
            .deployer()
            .deploy(
                trial()
                    .request("v1", DeployerTrial.variable("PROBE_HEALTH_STATUS", "503"))
                    .deadline(Duration.ZERO)
                    .build(),
                DeployListener.silent());

    assertThat(deployment.status().state()).isEqualTo(ServiceState.PROVISIONING);
    assertThat(trial().another().find(trial().name()).map(FoundService::id))
        .contains(deployment.id());
  }

  @Rule(id = "DEP-07", text = "status MUST give the URL that deploy gave.")
  default void statusGivesUrl() {
    Deployment deployment = trial().deploy("v1");

    Optional<URI> url = trial().another().status(deployment.id()).url();

    assertThat(url).isPresent();
    deployment.status().url().ifPresent(given -> assertThat(url).contains(given));
  }
}
