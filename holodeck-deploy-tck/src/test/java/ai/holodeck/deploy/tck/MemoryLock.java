package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.LockHolder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Correct, in memory; each method may be overridden with a wrong one. */
class MemoryLock implements DeploymentLock {
  private static final long STEP = 5;

  final Map<DeploymentKey, Taken> held = new HashMap<>();

  @Override
  public synchronized Held acquire(
      DeploymentKey key, String purpose, Duration patience, Consumer<LockHolder> waiting) {
    long left = patience.toMillis();
    boolean told = false;
    Taken other = other(key);
    while (other != null) {
      if (left <= 0) {
        throw refusal(CoreError.LOCKED, other);
      }
      if (!told) {
        waiting.accept(other.holder);
        told = toldOnce();
      }
      try {
        wait(STEP);
      } catch (InterruptedException e) {
        interrupted();
        throw refusal(CoreError.INTERRUPTED, other);
      }
      left -= STEP;
      other = other(key);
    }
    Taken taken = new Taken(key, holder(purpose));
    held.put(key, taken);
    return taken;
  }

  @Override
  public synchronized Optional<LockHolder> holder(DeploymentKey key) {
    return Optional.ofNullable(held.get(key)).map(taken -> taken.holder);
  }

  @Override
  public synchronized Optional<LockHolder> unlock(DeploymentKey key) {
    Taken taken = held.get(key);
    if (taken != null) {
      throw refusal(CoreError.LOCKED, taken);
    }
    return Optional.empty();
  }

  @Nullable Taken other(DeploymentKey key) {
    return held.get(key);
  }

  boolean toldOnce() {
    return true;
  }

  void interrupted() {
    Thread.currentThread().interrupt();
  }

  LockHolder holder(String purpose) {
    return new LockHolder("ann", "here", ProcessHandle.current().pid(), Instant.EPOCH, purpose);
  }

  void release(Taken taken) {
    held.remove(taken.key, taken);
  }

  static DeployException refusal(ErrorCode code, Taken taken) {
    return new DeployException(code, taken.key + " is locked by " + taken.holder, "wait");
  }

  /** One that is held. */
  final class Taken implements Held {
    final DeploymentKey key;
    final LockHolder holder;

    Taken(DeploymentKey key, LockHolder holder) {
      this.key = key;
      this.holder = holder;
    }

    @Override
    public void check() {
      synchronized (MemoryLock.this) {
        if (held.get(key) != this) {
          throw refusal(CoreError.LOCKED, this);
        }
      }
    }

    @Override
    public void close() {
      synchronized (MemoryLock.this) {
        release(this);
      }
    }
  }
}
