package ai.holodeck.deploy.release;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One deploy at a time for each key, across threads, processes and, with a shared store, machines.
 * A lock ends with {@link Held#close}, with its process, or with its lease. Thread-safe.
 */
public interface DeploymentLock {
  /**
   * Takes the lock, waiting while somebody else holds it.
   *
   * @param purpose what for, {@code deploy}; shown to those who wait
   * @param patience how long to wait; zero not at all
   * @param waiting is told once who holds it, when there is a wait
   * @throws ai.holodeck.deploy.error.DeployException {@code LOCKED} naming the holder, {@code
   *     INTERRUPTED}, {@code STATE_UNWRITABLE}
   */
  Held acquire(DeploymentKey key, String purpose, Duration patience, Consumer<LockHolder> waiting);

  /** Who holds the lock now; empty when nobody does. */
  Optional<LockHolder> holder(DeploymentKey key);

  /**
   * Takes a stuck lock away from its holder. A lock whose process lives on this machine is not
   * stuck.
   *
   * @return whose lock it was; empty when nobody held it
   * @throws ai.holodeck.deploy.error.DeployException {@code LOCKED} when the holder is alive here
   */
  Optional<LockHolder> unlock(DeploymentKey key);

  /** A lock that is held. */
  interface Held extends AutoCloseable {
    /**
     * Asks, before anything is changed at the provider, whether the lock is still ours.
     *
     * @throws ai.holodeck.deploy.error.DeployException {@code LOCKED} when the lease was lost
     */
    void check();

    /** Gives the lock back; again is no error. */
    @Override
    void close();
  }
}
