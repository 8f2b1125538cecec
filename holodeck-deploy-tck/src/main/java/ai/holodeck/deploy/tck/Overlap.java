package ai.holodeck.deploy.tck;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Watches calls that only one thread at a time may make: each stays a while, for another to come
 * in.
 */
final class Overlap {
  /**
   * So many calls stay long enough for a thread that a busy machine starts late; the others only
   * briefly.
   */
  private static final int PATIENT_CALLS = 10;

  private static final long PATIENCE_MILLIS = 100;
  private static final long BRIEF_MILLIS = 2;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger inside = new AtomicInteger();
  private final CountDownLatch seen = new CountDownLatch(1);

  void call() {
    if (inside.incrementAndGet() > 1) {
      seen.countDown();
    }
    try {
      boolean patient = calls.incrementAndGet() <= PATIENT_CALLS;
      seen.await(patient ? PATIENCE_MILLIS : BRIEF_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      inside.decrementAndGet();
    }
  }

  /** Whether two calls were inside at one time. */
  boolean seen() {
    return seen.getCount() == 0;
  }
}
