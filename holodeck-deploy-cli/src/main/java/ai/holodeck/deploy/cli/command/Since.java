package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.config.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --since}: so long ago, or at that time. */
sealed interface Since {

  /** The time itself. */
  Instant before(Clock clock);

  /** So long ago. */
  record Ago(Duration duration) implements Since {
    @Override
    public Instant before(Clock clock) {
      return clock.instant().minus(duration);
    }
  }

  /** At that time. */
  record At(Instant time) implements Since {
    @Override
    public Instant before(Clock clock) {
      return time;
    }
  }

  /** Reads a duration or an RFC 3339 time. */
  final class Converter implements ITypeConverter<Since> {
    @Override
    public Since convert(String text) {
      try {
        return text.contains("T") && !text.startsWith("P")
            ? new At(OffsetDateTime.parse(text).toInstant())
            : new Ago(Durations.parse(text));
      } catch (DateTimeParseException | IllegalArgumentException e) {
        throw new TypeConversionException(
            "'"
                + text
                + "' is neither a duration such as 15m nor a time such as 2026-01-31T08:00:00Z");
      }
    }
  }
}
