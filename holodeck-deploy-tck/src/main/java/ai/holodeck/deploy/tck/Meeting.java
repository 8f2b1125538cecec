package ai.holodeck.deploy.tck;

import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where threads wait for each other, and go on when one does not come. */
final class Meeting {
  private final Duration patience;
  private final CyclicBarrier barrier;
  private volatile boolean took;

  Meeting(int threads, Duration patience) {
    this.patience = patience;
    this.barrier = new CyclicBarrier(threads, () -> took = true);
  }

  void come() {
    try {
      barrier.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (BrokenBarrierException | TimeoutException e) {
      // Who waits in vain goes on: whether all came is asked afterwards.
      return;
    }
  }

  /** Whether all have been here at one time. */
  boolean took() {
    return took;
  }
}
