package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Locks by lock files of the operating system, which end with their process however it ends. Beside
 * each lies a note of who holds it; a note without a lock says nothing. Every look at a lock
 * happens under {@link StoreLock}, so that two who look do not take each other for the holder, and
 * a held lock always has its note.
 */
final class FileDeploymentLock implements DeploymentLock {
  private static final Duration POLL = Duration.ofMillis(100);

  private final StateFolder folder;
  private final Clock clock;

  FileDeploymentLock(StateFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  @Override
  public Held acquire(
      DeploymentKey key, String purpose, Duration patience, Consumer<LockHolder> waiting) {
    long start = System.nanoTime();
    long limit = patience.compareTo(Duration.ofDays(365)) > 0 ? Long.MAX_VALUE : patience.toNanos();
    boolean told = false;
    while (true) {
      Attempt attempt = StoreLock.holding(folder, () -> attempt(key, purpose));
      if (attempt.held().isPresent()) {
        return attempt.held().get();
      }
      LockHolder holder = attempt.holder();
      long left = limit - (System.nanoTime() - start);
      if (left <= 0) {
        throw locked(key, holder);
      }
      if (!told) {
        waiting.accept(holder);
        told = true;
      }
      pause(Math.min(left, POLL.toNanos()), key, holder);
    }
  }

  @Override
  public Optional<LockHolder> holder(DeploymentKey key) {
    LockFile file = LockFile.of(folder, key);
    if (!Files.exists(file.lock())) {
      return Optional.empty();
    }
    if (!Files.isWritable(file.lock())) {
      // A read-only place or another user's: the note and the process it names have to do.
      return Optional.of(file.holder()).filter(ThisProcess::seesAlive);
    }
    return StoreLock.holding(
        folder,
        () -> {
          Optional<OsLock> free = OsLock.tryTake(file);
          free.ifPresent(OsLock::release);
          return free.isPresent() ? Optional.empty() : Optional.of(file.holder());
        });
  }

  @Override
  public Optional<LockHolder> unlock(DeploymentKey key) {
    LockFile file = LockFile.of(folder, key);
    return Files.exists(file.lock())
        ? StoreLock.holding(folder, () -> takeAway(file, key))
        : Optional.empty();
  }

  private Optional<LockHolder> takeAway(LockFile file, DeploymentKey key) throws IOException {
    Optional<OsLock> free = OsLock.tryTake(file);
    if (free.isPresent()) {
      free.get().release();
      return Optional.empty();
    }
    LockHolder holder = file.holder();
    if (OsLock.isHeldHere(file) || ThisProcess.seesAlive(holder)) {
      throw locked(key, holder);
    }
    // Somebody on another machine, or one whose process this one cannot see. Who comes next makes a
    // new file; the
    // old holder learns by check() that the one it has locked is no longer the lock.
    file.removeNote();
    Files.deleteIfExists(file.lock());
    return Optional.of(holder);
  }

  private Attempt attempt(DeploymentKey key, String purpose) throws IOException {
    folder.tidy();
    LockFile file = LockFile.of(folder, key);
    Optional<OsLock> lock = OsLock.tryTake(file);
    if (lock.isEmpty()) {
      return new Attempt(Optional.empty(), file.holder());
    }
    LockHolder us = ThisProcess.asHolder(clock.instant(), purpose);
    try {
      file.writeNote(us);
    } catch (IOException | RuntimeException e) {
      lock.get().release();
      throw e;
    }
    return new Attempt(Optional.of(new FileLockHeld(folder, lock.get(), key)), us);
  }

  private static void pause(long nanos, DeploymentKey key, LockHolder holder) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          CoreError.INTERRUPTED,
          "interrupted while waiting for the lock of " + key + ", held by " + holder,
          "run the command again when it is free",
          e);
    }
  }

  private static DeployException locked(DeploymentKey key, LockHolder holder) {
    return new DeployException(
        CoreError.LOCKED,
        key + " is locked by " + holder,
        "wait until it has ended, then run the command again; or end process "
            + holder.pid()
            + " on "
            + holder.host());
  }

  /** One try: the lock, or else who has it. */
  private record Attempt(Optional<Held> held, LockHolder holder) {}
}
