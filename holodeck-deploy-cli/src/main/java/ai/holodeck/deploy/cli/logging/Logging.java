package ai.holodeck.deploy.cli.logging;

import ai.holodeck.deploy.cli.console.Loudness;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Sends what is logged to standard error, one line each. Nothing but our own errors is shown unless
 * asked; then our own details and what libraries say to users, but never their debug levels: an
 * HTTP client writes headers and bodies there, credentials among them. Messages of exceptions are
 * left out for the same reason.
 */
public final class Logging {

  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("ai.holodeck");

  /** HTTP clients and what stands on them warn with the text of a request or an answer. */
  private static final List<Logger> TALKATIVE =
      List.of(
          Logger.getLogger("com.github.dockerjava"),
          Logger.getLogger("com.azure"),
          Logger.getLogger("com.microsoft.aad"),
          Logger.getLogger("org.apache.hc"),
          Logger.getLogger("jdk.httpclient"));

  private Logging() {}

  /** Replaces whatever the JDK is configured to log. */
  public static void configure(Loudness loudness, PrintStream error) {
    LogManager.getLogManager().reset();
    boolean verbose = loudness == Loudness.VERBOSE;
    ROOT.setLevel(verbose ? Level.INFO : Level.OFF);
    OURS.setLevel(verbose ? Level.FINE : Level.SEVERE);
    TALKATIVE.forEach(logger -> logger.setLevel(verbose ? Level.WARNING : Level.OFF));
    ROOT.addHandler(new LineHandler(error));
  }

  private static final class LineHandler extends Handler {
    private final PrintStream error;

    LineHandler(PrintStream error) {
      this.error = error;
      setFormatter(
          new Formatter() {
            @Override
            public String format(LogRecord line) {
              return "["
                  + line.getLevel().getName()
                  + "] "
                  + line.getLoggerName()
                  + ": "
                  + formatMessage(line)
                  + (line.getThrown() == null
                      ? ""
                      : " (" + line.getThrown().getClass().getName() + ")");
            }
          });
    }

    @Override
    public void publish(LogRecord line) {
      try {
        error.println(getFormatter().format(line));
      } catch (RuntimeException e) {
        reportError("cannot log", e, ErrorManager.FORMAT_FAILURE);
      }
    }

    @Override
    public void flush() {
      error.flush();
    }

    @Override
    public void close() {
      error.flush();
    }
  }
}
