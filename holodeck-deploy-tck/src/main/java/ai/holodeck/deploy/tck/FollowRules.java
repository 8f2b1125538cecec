package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines as they come; where LOGS_FOLLOW is not declared following is refused. */
interface FollowRules extends DeployerRules {
  @Rule(
      id = "LOG-10",
      needs = {Capability.LOGS, Capability.LOGS_FOLLOW},
      text = "Following MUST give what there is and then what comes, each line once.")
  default void followGivesWhatComes() throws Exception {
    Deployment deployment = trial().deploy("v1");
    ProbeClient probe = trial().probe(deployment);
    probe.print("kit 1\n");
    Following following = follow(deployment);

    assertThat(following.next("kit ")).isEqualTo("kit 1");
    probe.print("kit 2\n");
    assertThat(following.next("kit ")).isEqualTo("kit 2");
    probe.print("kit 3\n");
    assertThat(following.next("kit ")).isEqualTo("kit 3");
    following.interrupt();
  }

  @Rule(
      id = "LOG-11",
      needs = {Capability.LOGS, Capability.LOGS_FOLLOW},
      text = "Following MUST end by itself when the service is gone.")
  default void followEndsWithTheService() throws Exception {
    Deployment deployment = trial().deploy("v1");
    trial().probe(deployment).print("kit 1\n");
    Following following = follow(deployment);
    assertThat(following.next("kit ")).isEqualTo("kit 1");

    trial().another().destroy(deployment.id());

    assertThat(following.end()).as("the thread's interrupt flag").isFalse();
  }

  @Rule(
      id = "LOG-12",
      needs = {Capability.LOGS, Capability.LOGS_FOLLOW},
      text = "An interrupt MUST end following, and leave the thread's flag set.")
  default void interruptEndsFollowing() throws Exception {
    Deployment deployment = trial().deploy("v1");
    trial().probe(deployment).print("kit 1\n");
    Following following = follow(deployment);
    assertThat(following.next("kit ")).isEqualTo("kit 1");

    following.interrupt();

    assertThat(following.end()).as("the thread's interrupt flag").isTrue();
  }

  private Following follow(Deployment deployment) {
    return new Following(
        trial().direct().ability(LogSource.class).orElseThrow(), deployment, trial().limit());
  }

  /** A thread that follows; its end gives its interrupt flag. */
  final class Following {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Background<Boolean> thread;
    private final Duration limit;

    Following(LogSource source, Deployment deployment, Duration limit) {
      this.limit = limit;
      LogRequest all =
          new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW);
      thread =
          Background.start(
              "following",
              () -> {
                source.stream(deployment.id(), all, line -> lines.add(line.text()));
                return Thread.currentThread().isInterrupted();
              });
    }

    void interrupt() {
      thread.interrupt();
    }

    boolean end() throws Exception {
      return thread.await(limit);
    }

    String next(String prefix) throws InterruptedException {
      for (; ; ) {
        String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
          throw new AssertionError(
              "no further line that starts with '" + prefix + "' has come within " + limit);
        }
        if (line.startsWith(prefix)) {
          return line;
        }
      }
    }
  }
}
