package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what comes true by itself. */
final class Await {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Await() {}

  static void until(String what, BooleanSupplier condition) {
    assertThat(comesTrue(condition, 1)).as(what).isTrue();
  }

  /**
   * For what may be true before it has begun: it must hold for twenty looks in a row, about a
   * second.
   */
  static void untilForGood(String what, BooleanSupplier condition) {
    assertThat(comesTrue(condition, 20)).as(what).isTrue();
  }

  private static boolean comesTrue(BooleanSupplier condition, int inARow) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int seen = 0;
    while (System.nanoTime() < end) {
      seen = condition.getAsBoolean() ? seen + 1 : 0;
      if (seen == inARow) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static void pause() {
    try {
      if (new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
