package ai.holodeck.deploy.release;

import java.util.List;
import java.util.Optional;

/**
 * The current record of every deployment.
 *
 * <p>Thread-safe, and safe between processes over one store: concurrent calls lose nothing. Every
 * method may throw {@link ai.holodeck.deploy.error.DeployException} with {@code STATE_INVALID} for
 * a store that is damaged or of a newer version (it is then left as it is) and {@code
 * STATE_UNWRITABLE}.
 */
public interface StateRepository {
  /** All records, by stage and agent. */
  List<DeploymentRecord> list();

  /** The record under a key; empty when there is none. */
  Optional<DeploymentRecord> find(DeploymentKey key);

  /**
   * Writes a record; durable when it returns, and written whole or not at all. The repository sets
   * the times.
   *
   * @return the record as written
   */
  DeploymentRecord save(DeploymentKey key, DeployedService service);

  /** Forgets a record. Returns whether there was one. */
  boolean remove(DeploymentKey key);
}
