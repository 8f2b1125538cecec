package ai.holodeck.deploy.agent;

/**
 * The keys of the deployment block: whose they are, and when {@code ${…}} in their values is
 * resolved.
 */
enum BlockKey {
  RUNTIME("runtime", Origin.REFERENCE, Resolved.NEVER),
  REGISTRY("registry", Origin.REFERENCE, Resolved.ALWAYS),
  /** Its block {@code docker} and those of third parties are ours. */
  TARGET("target", Origin.REFERENCE, Resolved.ALWAYS),
  PROTOCOL("protocol", Origin.REFERENCE, Resolved.NEVER),
  PORT("port", Origin.REFERENCE, Resolved.NEVER),
  HEALTH_CHECK_PATH("health_check_path", Origin.REFERENCE, Resolved.NEVER),
  ENVIRONMENT("environment", Origin.REFERENCE, Resolved.AT_START),
  PLATFORM("platform", Origin.REFERENCE, Resolved.NEVER),
  BASE_IMAGE("base_image", Origin.OURS, Resolved.ALWAYS),
  TIMEOUT("timeout", Origin.OURS, Resolved.NEVER),
  STATE("state", Origin.OURS, Resolved.ALWAYS),
  STAGES("stages", Origin.OURS, Resolved.AT_START);

  /** Who knows a key. */
  enum Origin {
    /** The Python tool too. */
    REFERENCE,
    /** This project only: the Python tool refuses a file with it. */
    OURS
  }

  /** When references to variables are resolved. */
  enum Resolved {
    /** For every command. */
    ALWAYS,
    /** When a service is started. */
    AT_START,
    /** Not at all: a reference is a fault. */
    NEVER
  }

  private final String key;
  private final Origin origin;
  private final Resolved resolved;

  BlockKey(String key, Origin origin, Resolved resolved) {
    this.key = key;
    this.origin = origin;
    this.resolved = resolved;
  }

  String key() {
    return key;
  }

  Origin origin() {
    return origin;
  }

  Resolved resolved() {
    return resolved;
  }
}
