package ai.holodeck.deploy.state;

import ai.holodeck.deploy.service.ServiceState;
import java.util.Map;

/**
 * What the status words in {@code deployments.json} mean: ours, and those of HoloDeck's Python
 * tool.
 */
final class StatusWords {
  /**
   * Provisioning states of Azure Container Apps as the Python tool copies them, and its own word
   * for removed.
   */
  private static final Map<String, ServiceState> THEIRS =
      Map.of(
          "Succeeded", ServiceState.RUNNING,
          "InProgress", ServiceState.PROVISIONING,
          "Failed", ServiceState.FAILED);

  private StatusWords() {}

  static ServiceState state(String word) {
    for (ServiceState state : ServiceState.values()) {
      if (state.name().equals(word)) {
        return state;
      }
    }
    return THEIRS.getOrDefault(word, ServiceState.UNKNOWN);
  }
}
