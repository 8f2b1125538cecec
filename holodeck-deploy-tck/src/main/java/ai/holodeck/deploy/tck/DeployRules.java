package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    ReleaseId release = ReleaseId.random();

    Deployment deployment =
        trial()
            .deployer()
            .deploy(trial().request("v1").releaseId(release).build(), DeployListener.silent());

    FoundService found = trial().another().find(trial().name()).orElseThrow();
    assertThat(found.id()).isEqualTo(deployment.id());
    assertThat(found.releaseId()).contains(release);
    assertThat(found.image()).isNotBlank();
    assertThat(found.status().state()).isEqualTo(ServiceState.RUNNING);
  }

  @Rule(
      id = "DEP-05",
      text = "deploy MUST tell its listener what happens, on one thread at a time, in words.")
  default void listenerIsTold() {
    List<String> messages = new ArrayList<>();
    List<Thread> inside = new ArrayList<>();

    trial()
        .deployer()
        .deploy(
            trial().request("v1").build(),
            (state, message) -> {
              assertThat(inside).isEmpty();
              inside.add(Thread.currentThread());
              messages.add(message);
              inside.clear();
            });

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
