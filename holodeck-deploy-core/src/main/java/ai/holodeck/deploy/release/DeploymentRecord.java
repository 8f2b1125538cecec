package ai.holodeck.deploy.release;

import java.time.Instant;
import java.util.Objects;

/**
 * The current record of a deployment.
 *
 * @param key what it belongs to
 * @param service what is remembered
 * @param createdAt when the first record under this key was written; survives updates
 * @param updatedAt when this one was written
 */
public record DeploymentRecord(
    DeploymentKey key, DeployedService service, Instant createdAt, Instant updatedAt) {
  public DeploymentRecord {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(updatedAt, "updatedAt");
  }
}
