package ai.holodeck.deploy.cli.interrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterruptsTest {

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> ends = new LinkedBlockingQueue<>();

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @Test
  void firstSignalInterruptsTheWorkerAndEndsNothing() {
    Interrupts interrupts = interrupts(Duration.ofMinutes(5));
    assertThat(interrupts.happened()).isFalse();
    interrupts.onSignal();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(interrupts.happened()).isTrue();
    assertThat(notices).singleElement().asString().contains("press Ctrl-C again");
    assertThat(ends).isEmpty();
    interrupts.done();
  }

  @Test
  void secondSignalEndsTheProcessAtOnce() {
    Interrupts interrupts = interrupts(Duration.ofMinutes(5));
    interrupts.onSignal();
    interrupts.onSignal();
    assertThat(ends).containsExactly(130);
  }

  @Test
  void cleanUpThatDoesNotEndIsCutShort() throws InterruptedException {
    Interrupts interrupts = interrupts(Duration.ofMillis(1));
    interrupts.onSignal();
    Thread.interrupted();
    assertThat(ends.poll(60, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(notices).last().asString().contains("did not end");
  }

  private Interrupts interrupts(Duration patience) {
    return new Interrupts(Thread.currentThread(), patience, notices::add, ends::add);
  }
}
