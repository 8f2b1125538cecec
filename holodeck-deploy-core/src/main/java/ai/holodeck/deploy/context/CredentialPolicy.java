package ai.holodeck.deploy.context;

/** What to do about files shaped like credentials. */
public enum CredentialPolicy {
  /** They stop the build. */
  REFUSE,
  /** They are packed: the user has asked for it. */
  ALLOW
}
