package ai.holodeck.deploy.tck;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Runs the same work on several threads that start as one. */
final class Together {
  /** Only so that a hanging adapter fails and does not hang the kit. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private Together() {}

  /** What each thread gave, in the order of their numbers from zero. */
  static <T> List<T> run(int threads, IntFunction<Callable<T>> work) throws Exception {
    return run(LIMIT, threads, work);
  }

  /** The same, with another limit for all of them. */
  static <T> List<T> run(Duration limit, int threads, IntFunction<Callable<T>> work)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> mine = work.apply(i);
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return mine.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(get(limit, each));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  /** Waits for work on another thread, and throws what it threw. */
  static <T> T get(Future<T> running) throws Exception {
    return get(LIMIT, running);
  }

  private static <T> T get(Duration limit, Future<T> running) throws Exception {
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("no end after " + limit, e);
    }
  }
}
