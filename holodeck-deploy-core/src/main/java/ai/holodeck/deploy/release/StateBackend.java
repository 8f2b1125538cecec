package ai.holodeck.deploy.release;

import ai.holodeck.deploy.config.Settings;
import java.nio.file.Path;

/**
 * What a store of state contributes. Instances are cheap to make; nothing is opened before {@link
 * #open}.
 */
public interface StateBackend {
  /** The id as it stands in {@code state.backend}. */
  String id();

  /**
   * Opens the store.
   *
   * @param folder the folder of the agent file
   * @param settings the {@code state} block; empty when there is none
   * @throws ai.holodeck.deploy.error.ConfigException with every fault of the settings
   */
  Stores open(Path folder, Settings settings);

  /**
   * The three ports over one store.
   *
   * @param records the current records
   * @param lock one deploy at a time
   * @param releases every attempt
   */
  record Stores(StateRepository records, DeploymentLock lock, ReleaseLog releases) {}
}
