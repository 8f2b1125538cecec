package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.service.ServiceName;
import java.util.List;
import java.util.Objects;

/**
 * What a deploy would do, and why.
 *
 * @param key the agent
 * @param provider where
 * @param service the service's name there
 * @param action what would be done
 * @param changes why; none exactly when nothing would be done
 * @param basis what all this was found from
 */
public record ChangePlan(
    DeploymentKey key,
    String provider,
    ServiceName service,
    Action action,
    List<Change> changes,
    PlanBasis basis) {
  /** What a deploy would do to the service. */
  public enum Action {
    /** What runs is what a deploy would give. */
    NOTHING,
    /** Start it; there is none. */
    CREATE,
    /** Replace it. */
    UPDATE
  }

  public ChangePlan {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(basis, "basis");
    changes = List.copyOf(changes);
    if (changes.isEmpty() != (action == Action.NOTHING)) {
      throw new IllegalArgumentException("a plan to do something says why: " + action);
    }
  }
}
