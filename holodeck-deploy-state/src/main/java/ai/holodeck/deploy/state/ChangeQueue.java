package ai.holodeck.deploy.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * Changes that threads want at the same time. Whoever has its turn first makes all of them in one
 * write, for a write is dear: it is of the whole store, and waits for the disk. Each thread still
 * returns only when its change is on the disk.
 */
final class ChangeQueue {
  private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();

  /** Fair, so that those whose change has been made go their way before the next write begins. */
  private final ReentrantLock turn = new ReentrantLock(true);

  /** Writes the result of a change of the whole store; nobody else writes meanwhile. */
  @FunctionalInterface
  interface Writer {
    Contents write(UnaryOperator<Contents> step);
  }

  /**
   * Makes a change, perhaps with those of others.
   *
   * @return the store after it
   */
  Contents make(UnaryOperator<Contents> step, Writer writer) {
    Change mine = new Change(step);
    waiting.add(mine);
    turn.lock();
    try {
      if (!mine.isSettled()) {
        makeAll(writer);
      }
    } finally {
      turn.unlock();
    }
    return mine.result();
  }

  private void makeAll(Writer writer) {
    List<Change> made = new ArrayList<>();
    try {
      writer.write(
          contents -> {
            // Not before: who comes while the store is being locked is not too late.
            takeAll(made);
            Contents next = contents;
            for (Change change : made) {
              next = change.apply(next);
            }
            return next;
          });
      made.forEach(Change::written);
    } catch (RuntimeException | Error e) {
      takeAll(made);
      made.forEach(change -> change.failed(e));
    }
  }

  private void takeAll(List<Change> into) {
    for (Change next = waiting.poll(); next != null; next = waiting.poll()) {
      into.add(next);
    }
  }

  /** One change and what came of it. */
  private static final class Change {
    private final UnaryOperator<Contents> step;
    private final CompletableFuture<Contents> result = new CompletableFuture<>();
    private Contents after = Contents.none();

    Change(UnaryOperator<Contents> step) {
      this.step = step;
    }

    /** One that is refused does not keep the others from being made. */
    Contents apply(Contents before) {
      try {
        after = step.apply(before);
        return after;
      } catch (RuntimeException e) {
        result.completeExceptionally(e);
        return before;
      }
    }

    void written() {
      result.complete(after);
    }

    void failed(Throwable failure) {
      result.completeExceptionally(failure);
    }

    boolean isSettled() {
      return result.isDone();
    }

    Contents result() {
      try {
        return result.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
          throw failure;
        }
        if (e.getCause() instanceof Error failure) {
          throw failure;
        }
        throw e;
      }
    }
  }
}
