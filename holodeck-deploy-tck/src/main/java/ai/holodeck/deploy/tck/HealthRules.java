package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceState;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How a deployer finds that a service is healthy. */
interface HealthRules extends DeployerRules {
  @Rule(id = "DEP-20", text = "The port asked for MUST be the one that the URL leads to.")
  default void portIsHonoured() {
    Deployment deployment =
        trial()
            .deployer()
            .deploy(
                trial()
                    .request("v1", DeployerTrial.variable("HOLODECK_PORT", "9091"))
                    .port(9091)
                    .build(),
                (state, message) -> {});

    assertThat(trial().version(deployment)).isEqualTo("v1");
  }

  @Rule(id = "DEP-21", text = "Health MUST be asked at the path given.")
  default void healthPathIsHonoured() {
    trial()
        .deployer()
        .deploy(
            trial()
                .request("v1", DeployerTrial.variable("PROBE_HEALTH_PATH", "/Kit/Alive"))
                .healthPath("/Kit/Alive")
                .build(),
            (state, message) -> {});

    assertThat(trial().state()).isEqualTo(ServiceState.RUNNING);
  }

  @Rule(
      id = "DEP-22",
      text = "A service that starts slowly MUST be told of as PROVISIONING, and end up RUNNING.")
  default void slowStartIsProvisioning() {
    List<ServiceState> states = new CopyOnWriteArrayList<>();

    trial()
        .deployer()
        .deploy(
            trial().request("v1", trial().slowStart()).build(),
            (state, message) -> states.add(state));

    assertThat(states)
        .contains(ServiceState.PROVISIONING)
        .doesNotContain(ServiceState.FAILED, ServiceState.UNKNOWN);
    assertThat(trial().state()).isEqualTo(ServiceState.RUNNING);
  }
}
