package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** What a deploy does under a name where a service runs. */
interface ReplaceRules extends DeployerRules {
  @Rule(id = "DEP-10", text = "A second deploy of one name MUST leave one service.")
  default void redeployKeepsOneService() {
    Deployment first = trial().deploy("v1");
    Deployment second = trial().deploy("v2");

    FoundService found = trial().another().find(trial().name()).orElseThrow();
    assertThat(found.id()).isEqualTo(second.id());
    if (!first.id().equals(second.id())) {
      assertThat(trial().deployer().status(first.id()).state())
          .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
    }
  }

  @Rule(id = "DEP-11", text = "After a second deploy the second image MUST run.")
  default void newImageRuns() {
    trial().deploy("v1");

    assertThat(trial().version(trial().deploy("v2"))).isEqualTo("v2");
  }

  @Rule(
      id = "DEP-12",
      text =
          "With ZERO_DOWNTIME every request MUST be answered while one version replaces another; without, those after the deploy.")
  default void requestsAreAnswered() throws Exception {
    ProbeClient v1 = trial().probe(trial().deploy("v1"));
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Integer> asking =
        trial().declares(Capability.ZERO_DOWNTIME)
            ? CompletableFuture.supplyAsync(() -> askUntil(v1, done))
            : CompletableFuture.completedFuture(1);
    ProbeClient after;
    try {
      after = trial().probe(trial().deploy("v2"));
    } finally {
      done.countDown();
    }

    assertThat(Together.get(asking)).isPositive();
    assertThat(after.version()).isIn("v1", "v2");
  }

  private static int askUntil(ProbeClient probe, CountDownLatch done) {
    int answered = 0;
    do {
      assertThat(probe.version()).isIn("v1", "v2");
      answered++;
    } while (done.getCount() > 0);
    return answered;
  }

  @Rule(
      id = "DEP-13",
      text =
          "A variable that the next deploy does not give MUST be gone, and a changed one changed.")
  default void environmentIsReplaced() {
    trial()
        .deploy("v1", DeployerTrial.variable("KIT_A", "1"), DeployerTrial.variable("KIT_B", "1"));

    ProbeClient probe = trial().probe(trial().deploy("v1", DeployerTrial.variable("KIT_B", "2")));

    assertThat(probe.variable("KIT_A")).isEmpty();
    assertThat(probe.variable("KIT_B")).contains("2");
  }
}
