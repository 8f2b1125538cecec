package ai.holodeck.deploy.error;

/**
 * One fault in a configuration file.
 *
 * @param position where it stands
 * @param key the key as a path, {@code deployment.registry.url}; empty for the file itself
 * @param rule what is wrong and which rule it breaks, without the value of a secret
 * @param fix what to write instead
 */
public record Problem(Position position, String key, String rule, String fix) {
  /** {@code agent.yaml:12:5: deployment.port: must be 1 to 65535, found 0}. */
  public String fault() {
    return position + ": " + (key.isEmpty() ? "" : key + ": ") + rule;
  }

  /** The fault, with its fix in parentheses. */
  @Override
  public String toString() {
    return fault() + " (" + fix + ")";
  }
}
