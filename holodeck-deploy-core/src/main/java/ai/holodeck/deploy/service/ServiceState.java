package ai.holodeck.deploy.service;

/** The state of a service, the same words for every provider. */
public enum ServiceState {
  /** Accepted, not yet healthy. */
  PROVISIONING,
  /** Healthy, or scaled to zero where that is configured. */
  RUNNING,
  /** Answers, but not all of it is healthy. */
  DEGRADED,
  /** Will not become healthy by itself. */
  FAILED,
  /** Exists and does not run. */
  STOPPED,
  /** Was removed. */
  DELETED,
  /** The provider does not know it, or says something that we do not know. */
  UNKNOWN
}
