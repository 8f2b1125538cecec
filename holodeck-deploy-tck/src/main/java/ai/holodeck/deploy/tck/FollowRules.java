package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
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
    following.thread.interrupt();
    Together.get(following.end);
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

    assertThat(Together.get(following.end)).as("the thread's interrupt flag").isFalse();
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

    following.thread.interrupt();

    assertThat(Together.get(following.end)).as("the thread's interrupt flag").isTrue();
  }

  private Following follow(Deployment deployment) {
    return new Following(trial().deployer().ability(LogSource.class).orElseThrow(), deployment);
  }

  /** A thread that follows; its end gives its interrupt flag. */
  final class Following {
    private static final long MINUTES = 1;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final FutureTask<Boolean> end;
    private final Thread thread;

    Following(LogSource source, Deployment deployment) {
      LogRequest all =
          new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW);
      end =
          new FutureTask<>(
              () -> {
                source.stream(deployment.id(), all, this::take);
                return Thread.currentThread().isInterrupted();
              });
      thread = new Thread(end, "follow");
      thread.setDaemon(true);
      thread.start();
    }

    private void take(LogLine line) {
      lines.add(line.text());
    }

    String next(String prefix) throws InterruptedException {
      for (; ; ) {
        String line = lines.poll(MINUTES, TimeUnit.MINUTES);
        if (line == null) {
          throw new AssertionError("no further line that starts with '" + prefix + "' has come");
        }
        if (line.startsWith(prefix)) {
          return line;
        }
      }
    }
  }
}
