package ai.holodeck.deploy.tck;

import java.time.Duration;
import java.util.List;

/**
 * Makes the provider answer badly. The deployer under test reaches the provider through it, with
 * {@link DeployerHarness#settings()}. {@link FaultProxy} does it for an HTTP endpoint.
 */
public interface ProviderFaults {
  /** A bad answer. */
  enum Fault {
    /** Status 429, with {@code Retry-After: 1} (RFC 6585, section 4). */
    TOO_MANY_REQUESTS,
    /** Status 503. */
    SERVER_ERROR,
    /** The connection is closed in the middle. */
    RESET,
    /** Nothing, ever; the connection stays. */
    NO_ANSWER,
    /** Status 401 or 403. */
    REFUSED_CREDENTIALS
  }

  /** From now on every answer is this one, until {@link #stop()}. */
  void start(Fault fault);

  /** The provider answers as it should again. */
  void stop();

  /**
   * When each request came that has got, or shall never get, the bad answer: the time since the
   * last {@link #start}, by a clock that never goes back ({@link System#nanoTime}), in their order.
   */
  List<Duration> refused();
}
