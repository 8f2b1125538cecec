package ai.holodeck.deploy.error;

/** The kind of a failure. It alone decides the exit code of the command line. */
public enum ErrorCategory {
  /** The command, the agent file or the environment it reads is wrong; nothing was started. */
  CONFIGURATION(2),
  /** The engine, the registry or the provider refused or failed. */
  DEPLOYMENT(3),
  /** What is remembered of deployments cannot be read or written. */
  STATE(4),
  /** Somebody else is deploying the same agent. */
  LOCKED(5),
  /** The caller was interrupted (Ctrl-C). */
  INTERRUPTED(130);

  private final int exitCode;

  ErrorCategory(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The process exit code, 1 to 255. */
  public int exitCode() {
    return exitCode;
  }
}
