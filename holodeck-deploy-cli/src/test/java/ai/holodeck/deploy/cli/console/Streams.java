package ai.holodeck.deploy.cli.console;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A console whose streams can be read back. */
public final class Streams {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();

  /** A console on these streams without any terminal. */
  public Console console() {
    return console("", new Terminals(false, false, false), Console.Colour.ON_TERMINALS);
  }

  /** A console on these streams with this input. */
  public Console console(String input, Terminals terminals, Console.Colour colour) {
    return new Console(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        new PrintStream(output, true, StandardCharsets.UTF_8),
        new PrintStream(error, true, StandardCharsets.UTF_8),
        terminals,
        colour);
  }

  /** What was printed to standard output. */
  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  /** What was printed to standard error. */
  public String error() {
    return error.toString(StandardCharsets.UTF_8);
  }
}
