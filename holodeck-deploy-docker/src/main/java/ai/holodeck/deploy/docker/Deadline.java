package ai.holodeck.deploy.docker;

import java.time.Duration;

/** A moment after which waiting ends; by the clock that never jumps. */
record Deadline(long nanoTime, Duration length) {
  static Deadline in(Duration length) {
    long nanos =
        length.compareTo(Duration.ofDays(365)) > 0
            ? Duration.ofDays(365).toNanos()
            : length.toNanos();
    return new Deadline(System.nanoTime() + nanos, length);
  }

  boolean hasPassed() {
    return left().isZero();
  }

  /** Never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
  }
}
