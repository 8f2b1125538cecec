package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a deploy does under a name where a service runs. */
interface ReplaceRules extends DeployerRules {
  @Rule(id = "DEP-10", text = "A second deploy of one name MUST leave one service.")
  default void redeployKeepsOneService() {
    Mark mark = Mark.make();
    Deployment first = trial().deploy("v1", mark.variable());
    ProbeClient before = trial().probe(first);
    Deployment second = trial().deploy("v2", Mark.make().variable());

    FoundService found = trial().another().find(trial().name()).orElseThrow();
    assertThat(found.id()).isEqualTo(second.id());
    mark.assertLeaves(before, trial().harness().startTime());
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
    Mark mark = Mark.make();
    ProbeClient v1 = trial().probe(trial().deploy("v1", mark.variable()));
    Asking asking = new Asking(v1, mark);
    if (trial().declares(Capability.ZERO_DOWNTIME)) {
      asking.begin(trial().limit());
    }

    ProbeClient after = trial().probe(trial().deploy("v2", mark.variable()));

    asking.end(trial().limit());
    mark.assertServes(after);
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

  /** A thread that asks without a pause, and takes no failure. */
  final class Asking {
    private final ProbeClient probe;
    private final Mark mark;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private Optional<Background<ProbeClient>> running = Optional.empty();

    /** By the mark, which all versions have, they are told from other programs. */
    Asking(ProbeClient probe, Mark mark) {
      this.probe = probe;
      this.mark = mark;
    }

    /** Returns when there has been an answer: a deploy that begins now is asked through it. */
    void begin(Duration limit) throws Exception {
      running = Optional.of(Background.start("the asking of " + probe, this::ask));
      assertThat(answered.await(limit.toMillis(), TimeUnit.MILLISECONDS))
          .as("an answer of %s", probe)
          .isTrue();
    }

    void end(Duration limit) throws Exception {
      done.countDown();
      if (running.isPresent()) {
        running.get().await(limit);
      }
    }

    private ProbeClient ask() {
      do {
        mark.assertServes(probe);
        answered.countDown();
      } while (done.getCount() > 0);
      return probe;
    }
  }
}
