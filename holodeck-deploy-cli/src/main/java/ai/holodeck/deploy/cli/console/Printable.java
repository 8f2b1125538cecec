package ai.holodeck.deploy.cli.console;

import java.util.regex.Pattern;

/** Text from files and engines, made harmless for a terminal. */
final class Printable {

  /**
   * Everything that could move the cursor, change colours or hide text; tab and line break stay.
   */
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u202A-\\u202E\\u2066-\\u2069&&[^\\t\\n]]");

  private Printable() {}

  static String of(String text) {
    return CONTROL.matcher(text).replaceAll("\uFFFD");
  }
}
