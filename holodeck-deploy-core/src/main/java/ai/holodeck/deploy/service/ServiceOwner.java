package ai.holodeck.deploy.service;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Whose service it is. Attached to the service, so that one of another owner is refused and not
 * replaced.
 *
 * @param project a hash that tells projects apart, 12 lower-case hex digits
 * @param stage {@code default}, or the name of a stage
 * @param agent the agent's name as written
 */
public record ServiceOwner(String project, String stage, String agent) {
  private static final Pattern PROJECT = Pattern.compile("[0-9a-f]{12}");

  public ServiceOwner {
    Objects.requireNonNull(stage, "stage");
    if (!PROJECT.matcher(project).matches()) {
      throw new IllegalArgumentException("not a project hash: '" + project + "'");
    }
    if (agent.isBlank()) {
      throw new IllegalArgumentException("an agent's name is blank");
    }
  }
}
