package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ServiceState;

/** How services end, and what is said of those that are not there. */
interface DestroyRules extends DeployerRules {
  @Rule(id = "DEP-50", text = "destroy MUST remove the service, and say so.")
  default void destroyRemoves() {
    Mark mark = Mark.make();
    Deployment deployment = trial().deploy("v1", mark.variable());
    ProbeClient probe = trial().probe(deployment);
    assertThat(mark.isAt(probe)).as("the service answers at %s", probe).isTrue();

    assertThat(trial().deployer().destroy(deployment.id())).isEqualTo(DestroyResult.DELETED);

    mark.assertLeaves(probe, trial().harness().startTime());
    assertThat(trial().another().find(trial().name())).isEmpty();
    assertThat(trial().another().status(deployment.id()).state())
        .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
  }

  @Rule(id = "DEP-51", text = "destroy of what was destroyed MUST say that it was gone already.")
  default void destroyTwice() {
    Deployment deployment = trial().deploy("v1");
    trial().deployer().destroy(deployment.id());

    assertThat(trial().deployer().destroy(deployment.id())).isEqualTo(DestroyResult.ALREADY_GONE);
  }

  @Rule(
      id = "DEP-52",
      text = "destroy of what somebody else has removed MUST say that it was gone already.")
  default void destroyBehindOurBack() {
    Deployment deployment = trial().deploy("v1");
    trial().removeBehindOurBack(deployment.id());

    assertThat(trial().deployer().destroy(deployment.id())).isEqualTo(DestroyResult.ALREADY_GONE);
    assertThat(trial().deployer().find(trial().name())).isEmpty();
  }

  @Rule(id = "DEP-53", text = "destroy of an id that the provider does not know MUST be no error.")
  default void destroyOfUnknownId() {
    assertThat(trial().deployer().destroy(trial().harness().unknownId()))
        .isEqualTo(DestroyResult.ALREADY_GONE);
  }

  @Rule(
      id = "DEP-54",
      text = "The status of an id that the provider does not know MUST be UNKNOWN and no error.")
  default void unknownIdIsUnknown() {
    assertThat(trial().deployer().status(trial().harness().unknownId()).state())
        .isEqualTo(ServiceState.UNKNOWN);
  }

  @Rule(id = "DEP-55", text = "After destroy the same name MUST be free for a deploy.")
  default void deployAfterDestroy() {
    trial().deployer().destroy(trial().deploy("v1").id());

    assertThat(trial().version(trial().deploy("v2"))).isEqualTo("v2");
  }

  @Rule(
      id = "DEP-56",
      text =
          "A service that ends by itself MUST not be RUNNING any more, to status and to find; it MAY be started again, and is then RUNNING.")
  default void endedServiceIsNotRunning() {
    Deployment deployment = trial().deploy("v1");
    ProbeClient probe = trial().probe(deployment);
    String instance = probe.instance().orElseThrow();

    probe.exit(1);

    assertThat(
            Poll.comesTrue(
                trial().harness().startTime(),
                () ->
                    saysThatItDoesNotRun(deployment)
                        || probe.instance().filter(each -> !each.equals(instance)).isPresent()))
        .as("it is told of as not running, or runs again")
        .isTrue();
  }

  private boolean saysThatItDoesNotRun(Deployment deployment) {
    return trial().another().status(deployment.id()).state() != ServiceState.RUNNING
        && trial().state() != ServiceState.RUNNING;
  }
}
