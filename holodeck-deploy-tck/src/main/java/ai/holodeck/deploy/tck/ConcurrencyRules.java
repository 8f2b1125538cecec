package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/** Several callers at once. */
interface ConcurrencyRules extends DeployerRules {
  int CALLERS = 4;
  int NAMES = 20;

  @Rule(
      id = "DEP-80",
      text =
          "Deploys of one name at once MUST leave one service, that of a deploy which succeeded.")
  default void oneName() throws Exception {
    List<Optional<Deployment>> ended =
        Together.run(
            CALLERS,
            caller -> {
              Deployer deployer = trial().another();
              return () -> {
                try {
                  return Optional.of(
                      deployer.deploy(
                          trial().request("v" + caller).build(), DeployListener.silent()));
                } catch (DeployException e) {
                  return Optional.<Deployment>empty();
                }
              };
            });

    FoundService found =
        trial()
            .another()
            .find(trial().name())
            .orElseThrow(() -> new AssertionError("no service is left of " + CALLERS + " deploys"));
    Deployment serving = new Deployment(found.id(), trial().name(), found.status());
    String version = trial().version(serving);
    assertThat(ended.get(Integer.parseInt(version.substring(1))))
        .as("the deploy of version %s, which serves", version)
        .isPresent();
    for (Optional<Deployment> each : ended) {
      if (each.isPresent() && !each.get().id().equals(found.id())) {
        assertThat(trial().deployer().status(each.get().id()).state())
            .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
      }
    }
  }

  @Rule(id = "DEP-81", text = "Deploys of twenty names at once MUST each give its own service.")
  default void twentyNames() throws Exception {
    List<Deployment> deployments =
        Together.run(
            NAMES,
            caller ->
                () ->
                    trial()
                        .deployer()
                        .deploy(
                            trial()
                                .request(
                                    trial().owner("kit-" + caller),
                                    "v1",
                                    DeployerTrial.variable("KIT_NUMBER", "" + caller))
                                .build(),
                            DeployListener.silent()));

    for (int caller = 0; caller < NAMES; caller++) {
      ProbeClient probe = trial().probe(deployments.get(caller));
      assertThat(probe.variable("KIT_NUMBER")).contains("" + caller);
    }
  }

  @Rule(
      id = "DEP-82",
      text = "find and status MUST answer while a deploy of the same name waits, on one instance.")
  default void readsDuringADeploy() throws Exception {
    Deployment first = trial().deploy("v1");
    CompletableFuture<String> begun = new CompletableFuture<>();
    DeployRequest slow = trial().request("v2", trial().slowStart()).build();
    FutureTask<Deployment> deploying =
        new FutureTask<>(
            () -> trial().deployer().deploy(slow, (state, message) -> begun.complete(message)));
    new Thread(deploying, "deploy").start();
    assertThat(Together.get(begun)).isNotNull();

    assertThat(trial().deployer().find(trial().name())).isPresent();
    assertThat(trial().deployer().status(first.id()).state()).isNotEqualTo(ServiceState.FAILED);

    Together.get(deploying);
    assertThat(trial().state()).isEqualTo(ServiceState.RUNNING);
  }
}
