package ai.holodeck.deploy.cli.console;

import java.io.Console;
import java.util.Optional;

/**
 * Which of the standard streams are a terminal.
 *
 * @param input whether somebody can answer a question
 * @param output whether results are read by a person
 * @param error whether progress is read by a person
 */
public record Terminals(boolean input, boolean output, boolean error) {

  /** The launcher puts the numbers of the streams that are terminals here: {@code 02}. */
  static final String PROPERTY = "holodeck.terminals";

  /**
   * Those of this process, as the launcher found them; without the launcher as far as the JDK
   * knows.
   */
  public static Terminals ofProcess() {
    return of(
        Optional.ofNullable(System.getProperty(PROPERTY)),
        Optional.ofNullable(System.console()).filter(Terminals::isTerminal).isPresent());
  }

  static Terminals of(Optional<String> streams, boolean console) {
    return streams
        .map(text -> new Terminals(text.contains("0"), text.contains("1"), text.contains("2")))
        // The JDK has a console only when both input and output are terminals, and cannot tell
        // about errors.
        .orElseGet(() -> new Terminals(console, console, console));
  }

  /**
   * From 22 to 24 the JDK gives a console to any process, and a method that tells; before and after
   * it does not.
   */
  private static boolean isTerminal(Console console) {
    try {
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (ReflectiveOperationException olderJdk) {
      return true;
    }
  }
}
