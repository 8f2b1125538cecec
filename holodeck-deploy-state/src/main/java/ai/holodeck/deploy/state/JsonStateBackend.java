package ai.holodeck.deploy.state;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.release.StateBackend;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Keeps state in the folder {@code .holodeck} beside the agent file:
 *
 * <ul>
 *   <li>{@code deployments.json}, which HoloDeck's Python tool reads and writes too: the records of
 *       the default stage at {@code azure}, {@code aws} and {@code gcp}, in that tool's shape;
 *   <li>{@code releases.json}, ours: every record, and the release log;
 *   <li>{@code locks}, lock files, which stay when a lock is free.
 * </ul>
 *
 * <p>Where both files know a record, the one updated later counts, so that what the other tool did
 * is seen. Every write is durable when its method returns, and whole: after a crash at any point
 * the next reader finds the state before or after it. Threads and processes on one machine are kept
 * apart by locks of the operating system; one class loader per process. This class is the entry for
 * programs without dependency injection.
 */
public final class JsonStateBackend implements StateBackend {
  /** The id as it stands in {@code state.backend}. */
  public static final String ID = "json";

  private final Clock clock;

  /**
   * @param clock gives the times of records and of the ends of releases
   */
  public JsonStateBackend(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Stores open(Path folder, Settings settings) {
    Block block = settings.bind(Block.class);
    if (!block.backend().equals(ID)) {
      throw new IllegalArgumentException(
          "settings of the backend '" + block.backend() + "' were given to " + ID);
    }
    StateFolder stateFolder = new StateFolder(folder.resolve(StateFolder.NAME));
    StateStore store = new StateStore(stateFolder);
    return new Stores(
        new JsonStateRepository(store, clock),
        new FileDeploymentLock(stateFolder, clock),
        new JsonReleaseLog(store, clock));
  }

  /** All that the {@code state} block may say. */
  record Block(@Default(ID) String backend) {}
}
