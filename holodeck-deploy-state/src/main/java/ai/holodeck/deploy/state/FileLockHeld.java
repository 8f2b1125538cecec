package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A lock of a key that this process holds. */
final class FileLockHeld implements DeploymentLock.Held {
  private final StateFolder folder;
  private final OsLock lock;
  private final DeploymentKey key;
  private final AtomicBoolean closed = new AtomicBoolean();

  FileLockHeld(StateFolder folder, OsLock lock, DeploymentKey key) {
    this.folder = folder;
    this.lock = lock;
    this.key = key;
  }

  @Override
  public void check() {
    if (closed.get() || !isInPlace()) {
      throw new DeployException(
          CoreError.LOCKED,
          "the lock of " + key + " is no longer ours: somebody took it away",
          "see what is running with 'holodeck status', then run the command again");
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      StoreLock.holding(folder, this::giveBack);
    } catch (DeployException e) {
      // The note stays; without the lock it says nothing.
    } finally {
      lock.release();
    }
  }

  private boolean giveBack() throws IOException {
    try {
      if (lock.isInPlace()) {
        lock.file().removeNote();
      }
      return true;
    } finally {
      lock.release();
    }
  }

  private boolean isInPlace() {
    try {
      return lock.isInPlace();
    } catch (IOException e) {
      return false;
    }
  }
}
