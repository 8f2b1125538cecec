package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushListener;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the engine to a registry: what may pass is tried again.
 *
 * <p>The engine tries the upload of a layer again by itself, so what is tried here is few times and
 * far apart; it concerns what the engine gives up on at once, the first contact and the manifest.
 *
 * @param attempts how often a call is made at most
 * @param firstDelay before the second attempt; each further one is three times longer, half a
 *     minute at most, give or take a quarter
 */
record RegistryCalls(int attempts, Duration firstDelay) {
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
  private static final double FACTOR = 3;
  private static final double JITTER = 0.25;

  /** Four attempts in half a minute. */
  static RegistryCalls patient() {
    return new RegistryCalls(4, Duration.ofSeconds(2));
  }

  /**
   * Makes a call until it succeeds or fails for good.
   *
   * @param doing for people: {@code cannot push x}
   * @param login what is logged in with, for people
   */
  <T> T make(
      String doing, ImageReference image, String login, PushListener listener, Call<T> call) {
    RetryPolicy<Object> policy =
        RetryPolicy.builder()
            .handleIf(failure -> failure instanceof Refused refused && refused.kind.mayPass())
            .withMaxAttempts(attempts)
            .withBackoff(firstDelay, LONGEST_DELAY, FACTOR)
            .withJitter(JITTER)
            .onRetryScheduled(
                event ->
                    listener.onEvent(
                        new PushEvent.Retrying(
                            event.getAttemptCount(),
                            attempts,
                            event.getDelay(),
                            String.valueOf(event.getLastException().getMessage()))))
            .build();
    int[] made = {0};
    try {
      return Failsafe.with(policy)
          .get(
              () -> {
                made[0]++;
                return call.make();
              });
    } catch (FailsafeException e) {
      if (e.getCause() instanceof Refused refused) {
        throw refused.kind.exception(
            doing, image, refused.text(), login, made[0], refused.getCause());
      }
      if (e.getCause() instanceof InterruptedException) {
        throw EngineErrors.interrupted("waiting for the registry of " + image, e.getCause());
      }
      throw e;
    }
  }

  /** One attempt. */
  @FunctionalInterface
  interface Call<T> {
    T make() throws Refused;
  }

  /** The registry, or the way to it, failed. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final RegistryFailure kind;

    Refused(String text, @Nullable Throwable cause) {
      super(text, cause);
      this.kind = RegistryFailure.of(text);
    }

    private String text() {
      return Objects.requireNonNull(getMessage());
    }
  }
}
