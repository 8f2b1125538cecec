package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Format;
import ai.holodeck.deploy.cli.console.Loudness;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What every command prints and how. */
final class OutputOptions {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      defaultValue = "text",
      description = "Form of the result: text, or one JSON document. Default: ${DEFAULT-VALUE}.")
  Format format = Format.TEXT;

  @ArgGroup(exclusive = true)
  Level level = new Level();

  @Option(names = "--stacktrace", description = "Print a stack trace with a failure.")
  boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  /** One of the two. */
  static final class Level {
    @Option(
        names = {"-v", "--verbose"},
        description = "Print the output of each step too.")
    boolean verbose;

    @Option(
        names = {"-q", "--quiet"},
        description = "Print the result and nothing else.")
    boolean quiet;
  }

  Loudness loudness() {
    if (level.quiet) {
      return Loudness.QUIET;
    }
    return level.verbose ? Loudness.VERBOSE : Loudness.NORMAL;
  }
}
