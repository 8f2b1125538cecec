package ai.holodeck.deploy.cli.console;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The standard streams: results on output, everything else on error. Thread-safe as far as the
 * streams are.
 *
 * @param input where answers come from
 * @param output where results go
 * @param error where progress, questions and failures go
 * @param terminals which of them are terminals
 * @param colour whether colours may be used on those that are
 */
public record Console(
    InputStream input, PrintStream output, PrintStream error, Terminals terminals, Colour colour) {

  /** Whether colours are wanted. */
  public enum Colour {
    /** Where the stream is a terminal. */
    ON_TERMINALS,
    /** Nowhere ({@code NO_COLOR}). */
    NEVER
  }

  /** Prints a result in the form asked for. */
  public void print(Outcome outcome, Format format, Loudness loudness) {
    if (format == Format.JSON) {
      output.print(Json.document(outcome.document()));
    } else {
      output.println(loudness == Loudness.QUIET ? outcome.result() : Printable.of(outcome.text()));
    }
    output.flush();
  }

  /** Prints a text to standard output as it is, without a line break of its own. */
  public void raw(String text) {
    output.print(text);
    output.flush();
  }

  /** Prints one line of a stream of results as JSON. */
  public void jsonLine(Map<String, ?> tree) {
    raw(Json.line(tree));
  }

  /** Prints a line for people. */
  public void note(String line) {
    error.println(Printable.of(line));
    error.flush();
  }

  /** Prints a warning. */
  public void warn(String line) {
    error.println(Style.WARNING.apply("warning:", paintsErrors()) + " " + Printable.of(line));
    error.flush();
  }

  /** Prints a step that begins. */
  public void step(String line) {
    error.println(Style.STEP.apply(Printable.of(line), paintsErrors()));
    error.flush();
  }

  /**
   * Prints a failure: the error stream has it as text, and with JSON the output has it as a
   * document too.
   */
  public void fail(Failure failure, Format format) {
    error.print(failure.text(paintsErrors()));
    error.flush();
    if (format == Format.JSON) {
      raw(Json.document(failure.document()));
    }
  }

  /**
   * Asks a question that is answered by yes or no; no answer is a no.
   *
   * @throws DeployException {@code INTERRUPTED} when the thread is interrupted meanwhile
   */
  public boolean confirm(String question) {
    error.print(Printable.of(question) + " [y/N] ");
    error.flush();
    FutureTask<String> answer = new FutureTask<>(this::readLine);
    // A read from a terminal cannot be interrupted; waiting for another thread can.
    Thread reader = new Thread(answer, "answer");
    reader.setDaemon(true);
    reader.start();
    try {
      String word = answer.get().trim().toLowerCase(Locale.ROOT);
      return word.equals("y") || word.equals("yes");
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          CoreError.INTERRUPTED,
          "interrupted before the question was answered",
          "run the command again",
          e);
    }
  }

  private String readLine() throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private boolean paintsErrors() {
    return terminals.error() && colour == Colour.ON_TERMINALS;
  }
}
