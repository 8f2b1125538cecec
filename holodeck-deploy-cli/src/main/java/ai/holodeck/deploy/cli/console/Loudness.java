package ai.holodeck.deploy.cli.console;

/** How much a command prints beside its result. */
public enum Loudness {
  /** Only the result. */
  QUIET,
  /** The result, and each step on standard error. */
  NORMAL,
  /** Also the output of each step, and what the libraries log. */
  VERBOSE
}
