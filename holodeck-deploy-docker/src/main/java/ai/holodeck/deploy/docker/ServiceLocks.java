package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.ServiceName;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one change of a service happen at a time on this machine: a lock in this process, and a lock
 * on a file between processes, which the system takes back when a process dies. Machines that share
 * an engine are kept apart by the names of containers only.
 */
final class ServiceLocks {
  private static final Map<String, ReentrantLock> IN_PROCESS = new ConcurrentHashMap<>();
  private static final long RETRY_MILLIS = 100;

  /** No service has such a name. */
  private static final String PORTS = ".ports";

  private ServiceLocks() {}

  /** Runs an action when nobody else changes the service; waits for that until the deadline. */
  static <T> T holding(ServiceName name, Deadline deadline, Supplier<T> action) {
    return holding(name.value(), "changing service '" + name + "'", deadline, action);
  }

  /** Runs an action when nobody else takes a port of this machine for a service. */
  static <T> T holdingPorts(Deadline deadline, Supplier<T> action) {
    return holding(PORTS, "starting a service on a port", deadline, action);
  }

  private static <T> T holding(String key, String doing, Deadline deadline, Supplier<T> action) {
    ReentrantLock own = IN_PROCESS.computeIfAbsent(key, each -> new ReentrantLock());
    try {
      if (!own.tryLock(deadline.left().toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy(doing);
      }
    } catch (InterruptedException e) {
      throw interrupted(doing, e);
    }
    try {
      return holdingFile(key, doing, deadline, action);
    } finally {
      own.unlock();
    }
  }

  private static <T> T holdingFile(
      String key, String doing, Deadline deadline, Supplier<T> action) {
    try (FileChannel channel = open(key)) {
      if (!lock(channel, deadline)) {
        throw busy(doing);
      }
      return action.get();
    } catch (ClosedByInterruptException | InterruptedException e) {
      throw interrupted(doing, e);
    } catch (IOException e) {
      throw new DeployException(
          CoreError.DEPLOY_FAILED,
          "cannot lock a file in " + LockFolder.ofThisUser().path() + ": " + EngineErrors.words(e),
          "make the folder writable, or name another one with -Djava.io.tmpdir",
          e);
    }
  }

  private static FileChannel open(String key) throws IOException {
    Path folder = LockFolder.ofThisUser().made();
    String file = key.replaceAll("[^A-Za-z0-9_.-]", "_") + ".lock";
    return FileChannel.open(
        folder.resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static boolean lock(FileChannel channel, Deadline deadline)
      throws IOException, InterruptedException {
    while (true) {
      try {
        if (channel.tryLock() != null) {
          return true;
        }
      } catch (OverlappingFileLockException e) {
        // Held by another copy of this class in this process; wait as for another process.
      }
      if (deadline.hasPassed()) {
        return false;
      }
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private static DeployException interrupted(String doing, Exception cause) {
    return EngineErrors.interrupted("waiting for another command that is " + doing, cause);
  }

  private static DeployException busy(String doing) {
    return new DeployException(
        CoreError.LOCKED,
        "another command is " + doing,
        "wait until it has ended, then run the command again");
  }
}
