package ai.holodeck.deploy.operation;

/**
 * Runs what must be written down even when the thread was interrupted: an interrupted thread cannot
 * write to a file channel. The flag is set again afterwards.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  static void run(Runnable action) {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
