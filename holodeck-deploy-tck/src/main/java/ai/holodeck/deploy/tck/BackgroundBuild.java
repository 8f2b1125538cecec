package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A build on a thread of its own, which the rule may interrupt. */
final class BackgroundBuild {
  /**
   * How a build ended.
   *
   * @param result what it gave, or
   * @param failure what it threw
   * @param flag whether its thread was marked as interrupted afterwards
   */
  record Ended(Optional<BuildResult> result, Optional<Throwable> failure, boolean flag) {}

  private final FutureTask<Ended> task;
  private final Thread thread;
  private final Duration patience;

  private BackgroundBuild(FutureTask<Ended> task, Duration patience) {
    this.task = task;
    this.thread = new Thread(task, "build");
    this.patience = patience;
    // A build that never ends must not keep the kit alive.
    thread.setDaemon(true);
  }

  static BackgroundBuild start(
      ImageBuilder builder, BuildRequest request, BuildListener listener, Duration patience) {
    FutureTask<Ended> task = new FutureTask<>(() -> run(builder, request, listener));
    BackgroundBuild build = new BackgroundBuild(task, patience);
    build.thread.start();
    return build;
  }

  private static Ended run(ImageBuilder builder, BuildRequest request, BuildListener listener) {
    Optional<BuildResult> result = Optional.empty();
    Optional<Throwable> failure = Optional.empty();
    try {
      result = Optional.of(builder.build(request, listener));
    } catch (RuntimeException | Error e) {
      failure = Optional.of(e);
    }
    return new Ended(result, failure, Thread.currentThread().isInterrupted());
  }

  void interrupt() {
    thread.interrupt();
  }

  boolean hasEnded() {
    return task.isDone();
  }

  /** Waits for the end; one that does not come fails the rule, and the build is interrupted. */
  Ended await() {
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new AssertionError("the build did not end within " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the build", e);
    } catch (java.util.concurrent.ExecutionException e) {
      throw new AssertionError("the build's thread failed", e);
    }
  }
}
