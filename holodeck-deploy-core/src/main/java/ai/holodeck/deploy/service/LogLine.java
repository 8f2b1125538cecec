package ai.holodeck.deploy.service;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One line of a service.
 *
 * @param time when it was written, where the provider says so
 * @param stream where it was written
 * @param text without its line break; what is no UTF-8 is replaced
 */
public record LogLine(Optional<Instant> time, Stream stream, String text) {
  /** The stream of a line. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error. */
    STDERR,
    /** The provider itself. */
    SYSTEM
  }

  public LogLine {
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(stream, "stream");
    Objects.requireNonNull(text, "text");
  }
}
