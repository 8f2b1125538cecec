package ai.holodeck.deploy.cli.console;

/** The form of what a command prints on standard output. */
public enum Format {
  /** For people. */
  TEXT,
  /** One JSON document; for logs one on each line. */
  JSON
}
