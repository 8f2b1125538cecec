package ai.holodeck.deploy.service;

/** What {@link Deployer#destroy} found. */
public enum DestroyResult {
  /** It was there and is gone now. */
  DELETED,
  /** It was gone already. */
  ALREADY_GONE
}
