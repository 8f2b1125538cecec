package ai.holodeck.deploy.error;

/**
 * A stable name for one kind of failure. Core's own are {@link CoreError}; an adapter adds an enum
 * of its own whose ids start with the provider id ({@code AZURE_QUOTA_EXCEEDED}).
 */
public interface ErrorCode {
  /** Upper-case letters, digits and underscores; stable across releases. */
  String id();

  /** Decides the exit code. */
  ErrorCategory category();
}
