package ai.holodeck.deploy.release;

import java.util.Optional;

/**
 * What a record, a lock and a history belong to.
 *
 * @param project names the project in a shared store; empty where the store belongs to one folder
 * @param stage {@code default}, or the name of a stage
 * @param agent the agent's name as written in its file; any text that is not blank
 */
public record DeploymentKey(Optional<String> project, String stage, String agent) {
  /** The stage of an agent that names none. */
  public static final String DEFAULT_STAGE = "default";

  public DeploymentKey {
    if (stage.isBlank() || agent.isBlank()) {
      throw new IllegalArgumentException("the stage or the agent of a deployment key is blank");
    }
  }

  /** The default stage of an agent in a store that belongs to one folder. */
  public static DeploymentKey of(String agent) {
    return new DeploymentKey(Optional.empty(), DEFAULT_STAGE, agent);
  }

  @Override
  public String toString() {
    return stage.equals(DEFAULT_STAGE) ? agent : agent + " (stage " + stage + ")";
  }
}
