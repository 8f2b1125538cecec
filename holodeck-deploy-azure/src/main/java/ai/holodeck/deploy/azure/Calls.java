package ai.holodeck.deploy.azure;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Makes calls of Azure's library on threads of their own, so that the caller decides how long to
 * wait, retries included, and whether an interrupt ends the wait. A call that nobody waits for any
 * more is cancelled, lest a retry reaches Azure after its failure was told.
 */
final class Calls {
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "azure-call");
            thread.setDaemon(true);
            return thread;
          });

  private final Duration patience;

  Calls(Duration patience) {
    this.patience = patience;
  }

  /** Ends the wait at an interrupt. */
  <T> T call(String doing, Supplier<T> call) {
    Future<T> future = THREADS.submit(call::get);
    try {
      return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      throw AzureErrors.interrupted(doing, e);
    } catch (TimeoutException e) {
      throw AzureErrors.noAnswer(doing);
    } catch (ExecutionException e) {
      throw AzureErrors.translate(doing, e.getCause() == null ? e : e.getCause());
    } catch (CancellationException e) {
      throw AzureErrors.translate(doing, e);
    } finally {
      future.cancel(true);
    }
  }

  /**
   * Lets the call come to its end in spite of an interrupt: for what changes something, so that it
   * is known whether it did. The thread's flag is kept.
   */
  <T> T callThrough(String doing, Supplier<T> call) {
    boolean interrupted = Thread.interrupted();
    Deadline deadline = Deadline.in(patience);
    Future<T> future = THREADS.submit(call::get);
    try {
      while (true) {
        try {
          return future.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          throw AzureErrors.noAnswer(doing);
        } catch (ExecutionException e) {
          throw AzureErrors.translate(doing, e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      future.cancel(true);
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
