package ai.holodeck.deploy.service;

/**
 * What a deployer can do beyond the mandatory; declared, so that a caller can ask before it acts.
 */
public enum Capability {
  /** Gives the lines of a service, through {@link LogSource}. */
  LOGS,
  /** Goes on giving lines as they come; implies {@link #LOGS}. */
  LOGS_FOLLOW,
  /** Lists the services that carry this tool's label. */
  LISTING,
  /**
   * Carries on when the caller stops waiting: a deadline ends in {@code PROVISIONING}, not in
   * failure.
   */
  DETACHED,
  /** The previous version answers without a gap while it is replaced. */
  ZERO_DOWNTIME,
  /** Runs no replica while there are no requests. */
  SCALE_TO_ZERO,
  /** Takes images from a registry only: core pushes before it deploys. */
  NEEDS_REGISTRY,
  /** Keeps secret values apart from plain ones. */
  SECRETS
}
