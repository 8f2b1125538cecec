package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What threads want while one writes is made in the next write, all of it. */
class ChangeQueueTest {
  private static final int WAITING = 5;

  private final ChangeQueue queue = new ChangeQueue();
  private final CountDownLatch first = new CountDownLatch(1);
  private final CountDownLatch others = new CountDownLatch(1);
  private Contents stored = Contents.none();
  private int writes;

  @Test
  void changesThatWaitAreMadeInOneWrite() throws Exception {
    List<FutureTask<Contents>> all = start(this::write, List.of());

    for (int i = 0; i <= WAITING; i++) {
      assertThat(all.get(i).get(1, TimeUnit.MINUTES).records()).containsKey(key(i));
    }
    assertThat(writes).isEqualTo(2);
    assertThat(stored.records()).hasSize(WAITING + 1);
  }

  @Test
  void refusedChangeDoesNotKeepTheOthersFromBeingMade() throws Exception {
    UnaryOperator<Contents> refused =
        contents -> {
          throw new IllegalArgumentException("not this one");
        };
    FutureTask<Contents> bad = new FutureTask<>(() -> queue.make(refused, this::write));
    List<FutureTask<Contents>> all = start(this::write, List.of(bad));

    assertThatThrownBy(() -> bad.get(1, TimeUnit.MINUTES))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("not this one");
    for (FutureTask<Contents> each : all) {
      each.get(1, TimeUnit.MINUTES);
    }
    assertThat(stored.records()).hasSize(WAITING + 1);
  }

  @Test
  void failedWriteIsToldToAllWhoseChangesItHad() throws Exception {
    List<FutureTask<Contents>> all =
        start(
            step -> {
              if (writes == 1) {
                writes++;
                assertThat(step.apply(stored)).isNotEqualTo(stored);
                throw new IllegalStateException("disk full");
              }
              return write(step);
            },
            List.of());

    all.get(0).get(1, TimeUnit.MINUTES);
    for (FutureTask<Contents> each : all.subList(1, all.size())) {
      assertThatThrownBy(() -> each.get(1, TimeUnit.MINUTES)).hasRootCauseMessage("disk full");
    }
    assertThat(stored.records()).containsOnlyKeys(key(0));
    assertThat(queue.make(contents -> contents.with(record(1)), this::write).records()).hasSize(2);
  }

  /** The first is in its write until the others wait behind it. */
  private List<FutureTask<Contents>> start(
      ChangeQueue.Writer writer, List<FutureTask<Contents>> more) throws InterruptedException {
    List<FutureTask<Contents>> all = new ArrayList<>();
    for (int i = 0; i <= WAITING; i++) {
      DeploymentRecord record = record(i);
      all.add(new FutureTask<>(() -> queue.make(contents -> contents.with(record), writer)));
    }
    new Thread(all.get(0)).start();
    first.await();
    List<Thread> threads = new ArrayList<>();
    all.subList(1, all.size()).forEach(task -> threads.add(new Thread(task)));
    more.forEach(task -> threads.add(new Thread(task)));
    threads.forEach(Thread::start);
    while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
      Thread.onSpinWait();
    }
    others.countDown();
    return all;
  }

  private Contents write(UnaryOperator<Contents> step) {
    stored = step.apply(stored);
    if (writes++ == 0) {
      first.countDown();
      try {
        others.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return stored;
  }

  private static DeploymentKey key(int number) {
    return DeploymentKey.of("agent-" + number);
  }

  private static DeploymentRecord record(int number) {
    return new DeploymentRecord(
        key(number), service("docker", "s" + number), Samples.NOON, Samples.NOON);
  }
}
