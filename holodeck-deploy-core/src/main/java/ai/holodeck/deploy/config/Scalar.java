package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import java.util.Objects;

/**
 * A single value.
 *
 * @param position where it starts
 * @param text the value, {@code ${…}} resolved where it has been
 * @param written the value as it stands in the file, without quotes; the same as {@code text}
 *     unless resolved
 * @param kind what YAML takes it for
 */
public record Scalar(Position position, String text, String written, Kind kind) implements Node {
  /** What YAML 1.1 takes a value for; a quoted one is always a string. */
  public enum Kind {
    /** Text, dates among it. */
    STRING,
    /** A whole number. */
    INTEGER,
    /** A number with a fraction or an exponent. */
    DECIMAL,
    /** {@code true}, {@code yes}, {@code off} and the like. */
    BOOLEAN,
    /** Nothing, {@code ~} or {@code null}. */
    NULL,
    /** A reference that could not be resolved; the fault has been reported. */
    UNRESOLVED
  }

  public Scalar {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(written, "written");
    Objects.requireNonNull(kind, "kind");
  }

  /** A value that is as written. */
  public Scalar(Position position, String text, Kind kind) {
    this(position, text, text, kind);
  }

  /** Whether the key has no value: {@code key:}, {@code ~}, {@code null}. */
  public boolean isNull() {
    return kind == Kind.NULL;
  }

  /** The value as written: what a variable gave is not shown. */
  @Override
  public String toString() {
    return written;
  }
}
