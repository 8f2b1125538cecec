package ai.holodeck.deploy.service;

import java.util.Optional;

/**
 * The port to a provider that runs services.
 *
 * <p>Instances are thread-safe. No method tells a secret in a message or an exception. Every
 * failure is a {@link ai.holodeck.deploy.error.DeployException}; a provider that cannot be reached
 * at all is one too.
 */
public interface Deployer {
  /**
   * Starts a service under its name, or replaces the one of the same owner that runs there, and
   * blocks until one of:
   *
   * <ul>
   *   <li>the service is healthy: result with state {@code RUNNING};
   *   <li>it failed: an exception with code {@code DEPLOY_FAILED} or the adapter's own, its last
   *       lines in the details. The candidate is removed and the previous version serves again;
   *       with {@link Capability#ZERO_DOWNTIME} it never stopped;
   *   <li>the deadline passed or the thread was interrupted: with {@link Capability#DETACHED} a
   *       result with state {@code PROVISIONING}, and the provider carries on; without it as a
   *       failure, code {@code TIMEOUT} or {@code INTERRUPTED}.
   * </ul>
   *
   * @throws ai.holodeck.deploy.error.DeployException also {@code NOT_OURS} when the name belongs to
   *     another owner, {@code CAPABILITY_MISSING} for a zero deadline without {@link
   *     Capability#DETACHED} and for an option that the adapter does not know; both before anything
   *     is changed
   */
  Deployment deploy(DeployRequest request, DeployListener listener);

  /** What runs under a name, whoever owns it; empty when nothing does. Reads only. */
  Optional<FoundService> find(ServiceName name);

  /**
   * The state of a service; {@code UNKNOWN} for an id that the provider does not know. Reads only.
   */
  ServiceStatus status(ServiceId id);

  /**
   * Removes a service and what belongs to it alone. Blocks until it is gone; gone already is no
   * error.
   */
  DestroyResult destroy(ServiceId id);

  /**
   * An optional ability by its interface, {@link LogSource} and others; empty exactly when the
   * matching {@link Capability} is not declared.
   */
  default <T> Optional<T> ability(Class<T> type) {
    return type.isInstance(this) ? Optional.of(type.cast(this)) : Optional.empty();
  }
}
