package ai.holodeck.deploy.tck;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Work on a thread of its own, which the rule may interrupt. What never ends fails the rule, and
 * does not hang the run.
 */
final class Background<T> {
  private final String name;
  private final FutureTask<T> task;
  private final Thread thread;

  private Background(String name, FutureTask<T> task) {
    this.name = name;
    this.task = task;
    this.thread = new Thread(task, name);
    // What never ends must not keep the kit alive.
    thread.setDaemon(true);
  }

  /**
   * Starts the work.
   *
   * @param name what it is, for whoever reads that it did not end
   */
  static <T> Background<T> start(String name, Callable<T> work) {
    Background<T> background = new Background<>(name, new FutureTask<>(work));
    background.thread.start();
    return background;
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean hasEnded() {
    return task.isDone();
  }

  /**
   * Waits for the end, and throws what the work threw. An end that does not come fails the rule,
   * and the work is interrupted.
   */
  T await(Duration limit) throws Exception {
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new AssertionError(name + " did not end within " + limit, e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw seenFromHere(error);
      }
      if (e.getCause() instanceof Exception exception) {
        throw seenFromHere(exception);
      }
      throw e;
    }
  }

  /** With the frames of who waits below those of the work, as if it had been called. */
  private static <X extends Throwable> X seenFromHere(X thrown) {
    thrown.setStackTrace(
        Stream.of(thrown.getStackTrace(), new Throwable().getStackTrace())
            .flatMap(Stream::of)
            .toArray(StackTraceElement[]::new));
    return thrown;
  }
}
