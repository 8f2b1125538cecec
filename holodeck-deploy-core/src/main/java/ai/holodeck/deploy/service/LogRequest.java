package ai.holodeck.deploy.service;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which lines.
 *
 * @param tail only this many of the last; empty for all
 * @param since only those not older than this
 * @param mode what there is, or also what comes
 * @param origin whose lines
 */
public record LogRequest(OptionalInt tail, Optional<Instant> since, Mode mode, Origin origin) {
  /** Whether to wait for more. */
  public enum Mode {
    /** What there is. */
    PAST,
    /** What there is, and what comes. */
    FOLLOW
  }

  /** Whose lines. */
  public enum Origin {
    /** Those of the service. */
    SERVICE,
    /**
     * Also what the provider says of it, as far as it keeps that apart from the service's lines.
     */
    SERVICE_AND_PROVIDER
  }

  /** The service's own lines. */
  public LogRequest(OptionalInt tail, Optional<Instant> since, Mode mode) {
    this(tail, since, mode, Origin.SERVICE);
  }

  public LogRequest {
    if (tail.isPresent() && tail.getAsInt() < 0) {
      throw new IllegalArgumentException("a tail is not negative: " + tail.getAsInt());
    }
  }

  /** Everything there is. */
  public static LogRequest all() {
    return new LogRequest(OptionalInt.empty(), Optional.empty(), Mode.PAST);
  }

  /** The last lines. */
  public static LogRequest last(int lines) {
    return new LogRequest(OptionalInt.of(lines), Optional.empty(), Mode.PAST);
  }
}
