package ai.holodeck.deploy.agent;

/** Which target an agent is loaded for. */
public enum Target {
  /** The one that the configuration names. */
  AS_WRITTEN,
  /**
   * The local engine, whatever the configuration names: another provider's target is neither read
   * nor resolved, and an agent without a deployment block gets one with the defaults.
   */
  LOCAL
}
