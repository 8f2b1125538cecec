package ai.holodeck.deploy.image;

/** When the base image of a build is fetched from its registry. */
public enum PullPolicy {
  /** Only when the engine does not have it. */
  MISSING,
  /** At every build. */
  ALWAYS,
  /** Never; a base image that is not there is an error. */
  NEVER
}
