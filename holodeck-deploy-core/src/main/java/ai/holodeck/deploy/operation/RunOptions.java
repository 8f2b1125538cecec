package ai.holodeck.deploy.operation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How to start a service.
 *
 * @param deadline how long to wait until it is healthy; empty for what the agent file says
 * @param lockPatience how long to wait for somebody else's deploy of the same agent
 * @param providerOptions the provider's own options
 */
public record RunOptions(
    Optional<Duration> deadline, Duration lockPatience, Map<String, String> providerOptions) {
  /** How long is waited for a lock when nothing else is said. */
  public static final Duration DEFAULT_LOCK_PATIENCE = Duration.ofMinutes(10);

  public RunOptions {
    providerOptions = Map.copyOf(providerOptions);
  }

  /** What the agent file says, ten minutes for the lock, no options. */
  public static RunOptions defaults() {
    return new RunOptions(Optional.empty(), DEFAULT_LOCK_PATIENCE, Map.of());
  }
}
