package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.DeployerTrial.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What becomes of a service that does not get healthy, and of the one before it. */
interface FailureRules extends DeployerRules {
  @Rule(
      id = "DEP-30",
      text = "A service that ends at its start MUST end the deploy with a failure, not a time-out.")
  default void crashFails() {
    DeployException failure = failure(trial().request("v1", variable("PROBE_EXIT", "3")));

    assertThat(failure.code().id()).isNotIn(CoreError.TIMEOUT.id(), CoreError.INTERRUPTED.id());
    assertThat(failure.what()).contains(trial().name().value());
    assertThat(failure.remedy()).isNotBlank();
  }

  @Rule(
      id = "DEP-31",
      text =
          "A service that is never healthy MUST end the deploy at the deadline: with TIMEOUT, or with DETACHED as PROVISIONING.")
  default void neverHealthyTimesOut() {
    DeployRequest request = answering("503", "v1").build();

    if (trial().declares(Capability.DETACHED)) {
      assertThat(endState(request)).contains(ServiceState.PROVISIONING);
    } else {
      Refusal.assertRefused(
          CoreError.TIMEOUT,
          () -> trial().deployer().deploy(request, DeployListener.silent()),
          trial().name().value());
    }
  }

  @Rule(
      id = "DEP-32",
      text =
          "A status of 400 or more at the health path MUST not count as healthy; a redirect MAY, as it does to the probes of Kubernetes.")
  default void errorIsNotHealthy() {
    assertThat(endState(answering("404", "v1").build()))
        .as("end of a deploy whose service answers 404")
        .isNotEqualTo(Optional.of(ServiceState.RUNNING));
  }

  @Rule(
      id = "DEP-33",
      needs = Capability.LOGS,
      text =
          "A failed deploy MUST give the last lines of the service in its details; where LOGS is not declared there MUST be no LogSource.")
  default void failureHasLastLines() {
    EnvironmentVariable lines = variable("PROBE_LINES", "3");
    List<DeployRequest.Builder> failing = new ArrayList<>();
    failing.add(trial().request("v1", variable("PROBE_EXIT", "3"), lines));
    if (!trial().declares(Capability.DETACHED)) {
      failing.add(answering("503", "v1", lines));
    }

    for (DeployRequest.Builder request : failing) {
      DeployException failure = failure(request);
      assertThat(failure.details())
          .as("details of '%s'", failure.what())
          .anySatisfy(line -> assertThat(line).contains("line 3"));
    }
  }

  @Rule(id = "DEP-34", text = "A first deploy that failed MUST leave nothing under the name.")
  default void failedFirstDeployLeavesNothing() {
    failure(trial().request("v1", variable("PROBE_EXIT", "3")));
    assertThat(trial().another().find(trial().name())).as("after one that ended").isEmpty();

    if (!trial().declares(Capability.DETACHED)) {
      failure(answering("503", "v1"));
      assertThat(trial().another().find(trial().name()))
          .as("after one that was never healthy")
          .isEmpty();
    }
  }

  @Rule(
      id = "DEP-35",
      text = "After a new version that ended at its start the previous one MUST serve.")
  default void previousServesAfterACrash() {
    Mark v1 = Mark.make();
    ProbeClient probe = trial().probe(trial().deploy("v1", v1.variable()));

    failure(trial().request("v2", variable("PROBE_EXIT", "3")));

    v1.assertServes(probe);
  }

  @Rule(
      id = "DEP-36",
      text = "After a new version that was never healthy the previous one MUST serve.")
  default void previousServesAfterATimeout() {
    Mark v1 = Mark.make();
    ProbeClient probe = trial().probe(trial().deploy("v1", v1.variable()));

    endState(answering("503", "v2").build());

    v1.assertServes(probe);
  }

  @Rule(id = "DEP-37", text = "After a failed deploy the same deploy of a good image MUST succeed.")
  default void deployAfterFailure() {
    failure(trial().request("v1", variable("PROBE_EXIT", "3")));

    assertThat(trial().version(trial().deploy("v2"))).isEqualTo("v2");
  }

  @Rule(
      id = "DEP-38",
      text =
          "No message, error or detail MUST hold the value of a secret, not even where the service itself prints it.")
  default void secretsAreInNoMessage() {
    List<String> told = new CopyOnWriteArrayList<>();
    DeployRequest request =
        trial()
            .request(
                "v1",
                KitSecret.variable(),
                variable("PROBE_PRINT", KitSecret.NAME),
                variable("PROBE_EXIT", "3"))
            .build();

    Throwable thrown =
        catchThrowable(
            () -> trial().deployer().deploy(request, (state, message) -> told.add(message)));

    assertThat(thrown).isInstanceOf(DeployException.class);
    KitSecret.assertNotIn((DeployException) thrown);
    KitSecret.assertNotIn(String.join("\n", told));
  }

  /** Answers this at its health path for as long as anybody waits. */
  private DeployRequest.Builder answering(
      String status, String version, EnvironmentVariable... more) {
    List<EnvironmentVariable> environment = new ArrayList<>(List.of(more));
    environment.add(variable("PROBE_HEALTH_STATUS", status));
    return trial()
        .request(version, environment.toArray(EnvironmentVariable[]::new))
        .deadline(trial().harness().impatience());
  }

  private DeployException failure(DeployRequest.Builder request) {
    Throwable thrown =
        catchThrowable(() -> trial().deployer().deploy(request.build(), DeployListener.silent()));
    assertThat(thrown).as("what the deploy threw").isInstanceOf(DeployException.class);
    return (DeployException) thrown;
  }

  /** The state that a deploy ended in; empty when it ended in a failure. */
  private Optional<ServiceState> endState(DeployRequest request) {
    try {
      return Optional.of(
          trial().deployer().deploy(request, DeployListener.silent()).status().state());
    } catch (DeployException e) {
      return Optional.empty();
    }
  }
}
