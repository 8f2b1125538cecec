package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held for the moment of one change to the folder, against other threads and other processes.
 *
 * <p>Locks of POSIX belong to the process, and closing any channel of the file drops them; so
 * within the process one thread at a time opens the lock file. The file is polled, not waited for:
 * the kernel's deadlock detection sees processes and not threads, and would refuse waits that are
 * none. An interrupt does not end the wait, which is short, because an interrupted deploy must
 * still be recorded; the thread's flag is kept.
 */
final class StoreLock {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(3);
  private static final ConcurrentMap<Path, ReentrantLock> OF_THIS_PROCESS =
      new ConcurrentHashMap<>();

  private final ReentrantLock threads;
  private final FileChannel channel;
  private final FileLock processes;

  private StoreLock(ReentrantLock threads, FileChannel channel, FileLock processes) {
    this.threads = threads;
    this.channel = channel;
    this.processes = processes;
  }

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work while holding the lock, making the folder when it is not there.
   *
   * @throws DeployException {@code STATE_UNWRITABLE} for any fault of the file system
   */
  static <T> T holding(StateFolder folder, Work<T> work) {
    StoreLock lock = take(folder);
    try {
      return work.run();
    } catch (IOException e) {
      throw Failure.unwritable(folder.path(), e);
    } finally {
      lock.release();
    }
  }

  private static StoreLock take(StateFolder folder) {
    folder.create();
    Path file = folder.locks().resolve("store.lock");
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = Thread.interrupted();
    try {
      ReentrantLock threads =
          OF_THIS_PROCESS.computeIfAbsent(folder.locks().toRealPath(), key -> new ReentrantLock());
      while (!lock(threads, deadline, file)) {
        interrupted = true;
      }
      try {
        return lock(threads, file, deadline);
      } catch (IOException | RuntimeException e) {
        threads.unlock();
        throw e;
      }
    } catch (IOException e) {
      throw Failure.unwritable(file, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean lock(ReentrantLock threads, long deadline, Path file) {
    try {
      if (!threads.tryLock(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw busy(file);
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static StoreLock lock(ReentrantLock threads, Path file, long deadline)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (true) {
        FileLock processes = channel.tryLock();
        if (processes != null) {
          return new StoreLock(threads, channel, processes);
        }
        if (System.nanoTime() > deadline) {
          throw busy(file);
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static DeployException busy(Path file) {
    return new DeployException(
        CoreError.LOCKED,
        "another process has been writing in "
            + file.getParent()
            + " for "
            + PATIENCE.toSeconds()
            + " seconds",
        "end the process that has " + file + " open, then run the command again");
  }

  private void release() {
    try {
      processes.release();
      channel.close();
    } catch (IOException e) {
      // The system drops the lock with the file descriptor, which is gone in either case.
    } finally {
      threads.unlock();
    }
  }
}
