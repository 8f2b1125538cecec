package ai.holodeck.deploy.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A lock file that this process has locked. Take it, and ask who holds it, only under {@link
 * StoreLock}: a file that this process has locked is never opened a second time, because closing
 * that would drop the lock (POSIX).
 */
final class OsLock {
  private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

  private final LockFile file;
  private final Path path;
  private final FileChannel channel;
  private final FileLock lock;
  private final @Nullable Object identity;

  private OsLock(
      LockFile file, Path path, FileChannel channel, FileLock lock, @Nullable Object identity) {
    this.file = file;
    this.path = path;
    this.channel = channel;
    this.lock = lock;
    this.identity = identity;
  }

  /** Takes the lock without waiting; empty when somebody has it. */
  static Optional<OsLock> tryTake(LockFile file) throws IOException {
    Path path = realPath(file);
    if (OF_THIS_PROCESS.contains(path)) {
      return Optional.empty();
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        return Optional.empty();
      }
      OsLock taken = new OsLock(file, path, channel, lock, identity(path));
      OF_THIS_PROCESS.add(path);
      return Optional.of(taken);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether a thread of this process has it. */
  static boolean isHeldHere(LockFile file) throws IOException {
    return OF_THIS_PROCESS.contains(realPath(file));
  }

  LockFile file() {
    return file;
  }

  /** Whether the file that is locked is still the one that others would lock. */
  boolean isInPlace() throws IOException {
    try {
      return lock.isValid() && Objects.equals(identity, identity(path));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** Gives the lock back; again is no error. */
  void release() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      // The system drops the lock with the file descriptor, which is gone in either case.
    } finally {
      OF_THIS_PROCESS.remove(path);
    }
  }

  private static Path realPath(LockFile file) throws IOException {
    Path folder = Objects.requireNonNull(file.lock().getParent());
    return folder.toRealPath().resolve(Objects.requireNonNull(file.lock().getFileName()));
  }

  private static @Nullable Object identity(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }
}
