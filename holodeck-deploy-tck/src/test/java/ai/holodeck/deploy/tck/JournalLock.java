package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.LockHolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The reference's lock; each method may be overridden with a wrong one. */
class JournalLock extends Journal implements DeploymentLock {
  private static final long STEP = 5;

  final Map<DeploymentKey, Taken> held = new HashMap<>();

  JournalLock(Path folder) {
    super(folder, "locks");
  }

  @Override
  public Held acquire(
      DeploymentKey key, String purpose, Duration patience, Consumer<LockHolder> waiting) {
    Taken mine = new Taken(named(key), holder(purpose), UUID.randomUUID().toString());
    long left = patience.toMillis();
    boolean told = false;
    for (Taken other = tryTake(mine); other != mine; other = tryTake(mine)) {
      if (left <= 0) {
        throw refusal(CoreError.LOCKED, other);
      }
      if (!told) {
        waiting.accept(other.holder);
        told = toldOnce();
      }
      try {
        TimeUnit.MILLISECONDS.sleep(STEP);
      } catch (InterruptedException e) {
        interrupted();
        throw refusal(CoreError.INTERRUPTED, other);
      }
      left -= STEP;
    }
    return mine;
  }

  /** Gives who has the lock now. */
  Taken tryTake(Taken mine) {
    return alone(
        () -> {
          Taken other = held.get(mine.key);
          if (other != null && blocks(other.holder)) {
            return other;
          }
          append(words("take", mine));
          return mine;
        });
  }

  @Override
  public Optional<LockHolder> holder(DeploymentKey key) {
    return reading(
        () ->
            Optional.ofNullable(held.get(named(key)))
                .map(taken -> taken.holder)
                .filter(JournalLock::lives));
  }

  @Override
  public Optional<LockHolder> unlock(DeploymentKey key) {
    return alone(
        () -> {
          Taken taken = held.get(named(key));
          if (taken == null) {
            return nobody();
          }
          if (!mayUnlock(taken.holder)) {
            throw refusal(CoreError.LOCKED, taken);
          }
          append(words("free", taken));
          return Optional.of(taken.holder);
        });
  }

  Optional<LockHolder> nobody() {
    return Optional.empty();
  }

  boolean blocks(LockHolder holder) {
    return lives(holder);
  }

  boolean mayUnlock(LockHolder holder) {
    return !lives(holder);
  }

  DeploymentKey named(DeploymentKey key) {
    return key;
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

  boolean mayRelease(Taken taken, Taken now) {
    return taken.token.equals(now.token);
  }

  DeployException refusal(ErrorCode code, Taken taken) {
    return new DeployException(code, taken.key + " is locked by " + taken.holder, "wait");
  }

  static boolean lives(LockHolder holder) {
    return ProcessHandle.of(holder.pid()).isPresent();
  }

  static boolean isOurs(LockHolder holder) {
    return holder.pid() == ProcessHandle.current().pid();
  }

  static List<String> words(String what, Taken taken) {
    List<String> words = new ArrayList<>(List.of(what));
    words.addAll(JournalRecords.ofKey(taken.key));
    words.addAll(
        List.of(
            taken.holder.user(),
            taken.holder.host(),
            String.valueOf(taken.holder.pid()),
            taken.holder.since().toString(),
            taken.holder.purpose(),
            taken.token));
    return words;
  }

  @Override
  void apply(List<String> words) {
    DeploymentKey key = JournalRecords.toKey(words);
    if (words.get(0).equals("free")) {
      held.remove(key);
      return;
    }
    LockHolder holder =
        new LockHolder(
            words.get(4),
            words.get(5),
            Long.parseLong(words.get(6)),
            Instant.parse(words.get(7)),
            words.get(8));
    held.put(key, new Taken(key, holder, words.get(9)));
  }

  /** One that is, or was, held. */
  final class Taken implements Held {
    final DeploymentKey key;
    final LockHolder holder;
    final String token;

    Taken(DeploymentKey key, LockHolder holder, String token) {
      this.key = key;
      this.holder = holder;
      this.token = token;
    }

    @Override
    public void check() {
      Taken now = alone(() -> held.get(key));
      if (now == null || !now.token.equals(token)) {
        throw refusal(CoreError.LOCKED, this);
      }
    }

    @Override
    public void close() {
      alone(
          () -> {
            Taken now = held.get(key);
            if (now != null && mayRelease(this, now)) {
              append(words("free", now));
            }
            return true;
          });
    }
  }
}
