package ai.holodeck.deploy.docker;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The items of a long answer, given to a consumer on the client's thread while the caller waits. A
 * failure of the consumer stops the stream and reaches the caller.
 *
 * <p>Not the library's callback: that one forgets a close that comes before the answer begins, and
 * after a close its waiting returns as if all had gone well.
 */
final class EngineStream<T> implements ResultCallback<T> {
  private final Consumer<T> consumer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final AtomicReference<@Nullable Throwable> ofConsumer = new AtomicReference<>();
  private volatile boolean closed;
  private volatile @Nullable Closeable answer;

  EngineStream(Consumer<T> consumer) {
    this.consumer = consumer;
  }

  @Override
  public void onStart(Closeable stream) {
    answer = stream;
    if (closed) {
      hangUp();
    }
  }

  @Override
  public void onNext(T item) {
    if (closed) {
      return;
    }
    try {
      consumer.accept(item);
    } catch (Throwable e) { // An error lost here would leave the caller waiting for ever.
      ofConsumer.compareAndSet(null, e);
      close();
    }
  }

  @Override
  public void onError(Throwable e) {
    if (!closed) {
      failure.compareAndSet(null, e);
    }
    ended.countDown();
  }

  @Override
  public void onComplete() {
    ended.countDown();
  }

  /** Hangs up, now or as soon as the answer begins. */
  @Override
  public void close() {
    closed = true;
    hangUp();
  }

  /**
   * Waits until the answer has ended. What the consumer threw is thrown here as it was.
   *
   * @throws Broken when the engine or the way to it failed
   */
  void await() throws InterruptedException {
    ended.await();
    Throwable thrown = ofConsumer.get();
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    Throwable e = failure.get();
    if (e != null) {
      throw new Broken(e);
    }
  }

  /** After {@link #close}: gives the client's thread a moment to let go of what it reads. */
  void awaitRelease() {
    boolean interrupted = Thread.interrupted();
    try {
      if (!ended.await(5, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void hangUp() {
    Closeable open = answer;
    if (open != null) {
      try {
        open.close();
      } catch (IOException | RuntimeException e) {
        failure.compareAndSet(null, e);
      }
    }
  }

  /** The engine refused, or broke off, a long answer. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(Throwable cause) {
      super(cause);
    }

    /** What the client library threw. */
    RuntimeException failure() {
      return getCause() instanceof RuntimeException unchecked ? unchecked : this;
    }
  }
}
