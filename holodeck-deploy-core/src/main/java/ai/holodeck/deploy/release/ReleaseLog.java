package ai.holodeck.deploy.release;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.service.ReleaseId;
import java.util.List;
import java.util.Optional;

/**
 * Every attempt to change what runs: written before the provider is called, settled after. At most
 * one open release per key. Thread-safe, and safe between processes over one store; errors as for
 * {@link StateRepository}.
 */
public interface ReleaseLog {
  /**
   * Writes an intent; durable when it returns.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code STATE_INVALID} when another release of
   *     the key is open
   */
  void begin(Release intent);

  /**
   * Settles an open release; durable when it returns. Settling again, or what is not there, changes
   * nothing.
   */
  void settle(ReleaseId id, Release.Outcome outcome, String note);

  /** The release that was started and never settled; empty when there is none. */
  Optional<Release> open(DeploymentKey key);

  /**
   * The releases of a key, newest first. Bounded: the oldest settled ones are dropped beyond 50.
   */
  List<Release> history(DeploymentKey key);

  /**
   * Tells by which a changed value is known without the value: an HMAC-SHA256 of name and value, 64
   * lower-case hex digits. Its key is random, made at the first use, and kept where only the
   * store's owner may read it; so the fingerprint of one variable is the same for whoever opens the
   * store, and another one in another store.
   */
  String fingerprint(EnvironmentVariable variable);
}
