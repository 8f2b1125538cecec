package ai.holodeck.deploy.image;

import java.time.Duration;

/** What happens during a push, told as it happens. Layers go side by side. */
public sealed interface PushEvent {
  /**
   * A layer is on its way.
   *
   * @param layer the engine's short name of it
   * @param sent bytes so far; may end above the total, which does not count what packing adds
   * @param total bytes
   */
  record Sending(String layer, long sent, long total) implements PushEvent {}

  /**
   * The registry has a layer.
   *
   * @param layer the engine's short name of it
   * @param outcome whether it had to be sent
   */
  record LayerDone(String layer, Outcome outcome) implements PushEvent {
    /** How a layer came to be in the registry. */
    public enum Outcome {
      /** It was sent. */
      SENT,
      /** It was there, and nothing was sent. */
      PRESENT
    }
  }

  /**
   * Something else that the engine says.
   *
   * @param line without its line break
   */
  record Output(String line) implements PushEvent {}

  /**
   * The registry or the way to it failed in a manner that may pass, and the push is tried again.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param attempts how many there are at most
   * @param delay how long is waited before the next
   * @param reason in the words of the engine or the registry
   */
  record Retrying(int attempt, int attempts, Duration delay, String reason) implements PushEvent {}
}
