package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.time.Instant;
import java.util.Optional;

/**
 * When the sources are from, by {@code SOURCE_DATE_EPOCH}: whole seconds since 1970, to 2106
 * (reproducible-builds.org/specs/source-date-epoch).
 */
final class SourceDate {
  private static final String NAME = "SOURCE_DATE_EPOCH";

  private SourceDate() {}

  static Optional<Instant> of(Variables variables) {
    return variables.get(NAME).filter(text -> !text.isBlank()).map(SourceDate::parse);
  }

  private static Instant parse(String text) {
    try {
      return Instant.ofEpochSecond(Integer.toUnsignedLong(Integer.parseUnsignedInt(text.strip())));
    } catch (NumberFormatException e) {
      throw new DeployException(
          CoreError.USAGE,
          NAME + " is '" + text + "', which is no number of seconds since 1970",
          "give it like 1700000000 (git can print that of a commit), or unset it",
          e);
    }
  }
}
