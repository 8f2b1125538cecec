package ai.holodeck.deploy.azure;

import java.time.Duration;

/** A moment after which nobody waits any more; by the clock that never jumps. */
record Deadline(long nanoTime) {
  private static final Duration LONGEST = Duration.ofDays(365);

  static Deadline in(Duration length) {
    Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    return new Deadline(System.nanoTime() + bounded.toNanos());
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }

  boolean hasPassed() {
    return left().isZero();
  }
}
