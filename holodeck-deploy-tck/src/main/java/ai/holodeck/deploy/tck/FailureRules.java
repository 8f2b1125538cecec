package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.DeployerTrial.variable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.io.PrintWriter;
import java.io.StringWriter;
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
    DeployRequest request =
        trial()
            .request("v1", variable("PROBE_HEALTH_STATUS", "503"))
            .deadline(trial().harness().impatience())
            .build();

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
      text = "An answer other than 2xx at the health path MUST not count as healthy.")
  default void onlySuccessIsHealthy() {
    DeployRequest request =
        trial()
            .request("v1")
            .healthPath("/kit/not/there")
            .deadline(trial().harness().impatience())
            .build();

    assertThat(endState(request)).isNotEqualTo(Optional.of(ServiceState.RUNNING));
  }

  @Rule(
      id = "DEP-33",
      needs = Capability.LOGS,
      text =
          "A failed deploy MUST give the last lines of the service in its details; where LOGS is not declared there MUST be no LogSource.")
  default void failureHasLastLines() {
    DeployException failure =
        failure(trial().request("v1", variable("PROBE_EXIT", "3"), variable("PROBE_LINES", "3")));

    assertThat(failure.details()).anySatisfy(line -> assertThat(line).contains("line 3"));
  }

  @Rule(id = "DEP-34", text = "A first deploy that failed MUST leave nothing under the name.")
  default void failedFirstDeployLeavesNothing() {
    failure(trial().request("v1", variable("PROBE_EXIT", "3")));

    assertThat(trial().another().find(trial().name())).isEmpty();
  }

  @Rule(
      id = "DEP-35",
      text = "After a new version that ended at its start the previous one MUST serve.")
  default void previousServesAfterACrash() {
    ProbeClient v1 = trial().probe(trial().deploy("v1"));

    failure(trial().request("v2", variable("PROBE_EXIT", "3")));

    assertThat(v1.version()).isEqualTo("v1");
  }

  @Rule(
      id = "DEP-36",
      text = "After a new version that was never healthy the previous one MUST serve.")
  default void previousServesAfterATimeout() {
    ProbeClient v1 = trial().probe(trial().deploy("v1"));

    endState(
        trial()
            .request("v2", variable("PROBE_HEALTH_STATUS", "503"))
            .deadline(trial().harness().impatience())
            .build());

    assertThat(v1.version()).isEqualTo("v1");
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
    String value = "kit-s3cret-value";
    List<String> told = new CopyOnWriteArrayList<>();
    DeployRequest request =
        trial()
            .request(
                "v1",
                new EnvironmentVariable("KIT_SECRET", Secret.of(value)),
                variable("PROBE_PRINT", "KIT_SECRET"),
                variable("PROBE_EXIT", "3"))
            .build();

    Throwable thrown =
        catchThrowable(
            () -> trial().deployer().deploy(request, (state, message) -> told.add(message)));

    assertThat(thrown).isInstanceOf(DeployException.class);
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    ((DeployException) thrown).details().forEach(all::append);
    all.append(((DeployException) thrown).remedy());
    told.forEach(all::append);
    assertThat(all.toString()).doesNotContain(value);
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
