package ai.holodeck.deploy.config;

import java.util.Objects;

/**
 * The block of a provider, {@code target.<provider>}.
 *
 * @param provider the provider id
 * @param settings the block, with its source positions
 */
public record TargetSettings(String provider, Settings settings) {
  public TargetSettings {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(settings, "settings");
  }

  /**
   * The block as a record of the adapter.
   *
   * @see Settings#bind(Class)
   */
  public <T extends Record> T bind(Class<T> type) {
    return settings.bind(type);
  }
}
