package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stores whose lock is wrong. */
final class WrongLocks {
  private WrongLocks() {}

  static List<WrongStore> all() {
    return Stream.of(manners(), unlocks(), exclusion()).flatMap(List::stream).toList();
  }

  private static List<WrongStore> manners() {
    return List.of(
        WrongStore.lock(
            "LCK-01",
            folder ->
                new JournalLock(folder) {
                  @Override
                  public Held acquire(
                      DeploymentKey key,
                      String purpose,
                      Duration patience,
                      Consumer<LockHolder> waiting) {
                    int[] told = new int[1];
                    Held held =
                        super.acquire(
                            key,
                            purpose,
                            patience,
                            holder -> {
                              told[0]++;
                              waiting.accept(holder);
                            });
                    if (told[0] == 0) {
                      waiting.accept(holder(purpose));
                    }
                    return held;
                  }
                }),
        WrongStore.lock(
            "LCK-02",
            folder ->
                new JournalLock(folder) {
                  @Override
                  LockHolder holder(String purpose) {
                    LockHolder us = super.holder(purpose);
                    return new LockHolder("", us.host(), us.pid(), us.since(), purpose);
                  }
                }),
        WrongStore.lock(
            "LCK-03",
            folder ->
                new JournalLock(folder) {
                  @Override
                  DeployException refusal(ErrorCode code, Taken taken) {
                    return isOurs(taken.holder)
                        ? new DeployException(code, taken.key + " is locked by us", "wait")
                        : super.refusal(code, taken);
                  }
                }),
        WrongStore.lock(
            "LCK-04",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean mayRelease(Taken taken, Taken now) {
                    return true;
                  }
                }),
        WrongStore.lock(
            "LCK-05",
            folder ->
                new JournalLock(folder) {
                  @Override
                  DeploymentKey named(DeploymentKey key) {
                    return new DeploymentKey(
                        key.project(), key.stage(), key.agent().toLowerCase(Locale.ROOT));
                  }
                }),
        WrongStore.lock(
            "LCK-06",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean toldOnce() {
                    return false;
                  }
                }),
        WrongStore.lock(
            "LCK-07",
            folder ->
                new JournalLock(folder) {
                  @Override
                  void interrupted() {}
                }));
  }

  private static List<WrongStore> unlocks() {
    return List.of(
        WrongStore.lock(
            "LCK-08",
            folder ->
                new JournalLock(folder) {
                  @Override
                  Optional<LockHolder> nobody() {
                    return Optional.of(holder("deploy"));
                  }
                }),
        WrongStore.lock(
            "LCK-09",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean mayUnlock(LockHolder holder) {
                    return super.mayUnlock(holder) || isOurs(holder);
                  }
                }),
        WrongStore.lock(
            "LCK-12",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean blocks(LockHolder holder) {
                    return true;
                  }
                }),
        WrongStore.lock(
            "LCK-13",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean mayUnlock(LockHolder holder) {
                    return false;
                  }
                }),
        WrongStore.lock(
            "LCK-14",
            folder ->
                new JournalLock(folder) {
                  @Override
                  boolean mayUnlock(LockHolder holder) {
                    return !isOurs(holder);
                  }
                }),
        WrongStore.lock(
            "LCK-15",
            folder ->
                new JournalLock(folder) {
                  @Override
                  public Optional<LockHolder> holder(DeploymentKey key) {
                    WrongRecordFiles.refuseWhileWritten(this);
                    return super.holder(key);
                  }
                }),
        new WrongStore("LCK-16", WrongLocks::withRecordsThatAskTheLock));
  }

  private static List<WrongStore> exclusion() {
    return List.of(
        WrongStore.lock(
            "LCK-10",
            folder ->
                new JournalLock(folder) {
                  @Override
                  Taken tryTake(Taken mine) {
                    return inTwoSteps(this, mine, true);
                  }
                }),
        WrongStore.lock(
            "LCK-11",
            folder ->
                new JournalLock(folder) {
                  @Override
                  Taken tryTake(Taken mine) {
                    return inTwoSteps(this, mine, false);
                  }
                }));
  }

  /** Looks, and then takes, whatever those have done meanwhile that it does not mind. */
  private static JournalLock.Taken inTwoSteps(
      JournalLock lock, JournalLock.Taken mine, boolean mindsOthers) {
    JournalLock.Taken other = lock.alone(() -> lock.held.get(mine.key));
    if (other != null && lock.blocks(other.holder)) {
      return other;
    }
    Journal.pause(20);
    JournalLock.Taken taken =
        lock.alone(
            () -> {
              JournalLock.Taken now = lock.held.get(mine.key);
              if (now != null
                  && lock.blocks(now.holder)
                  && JournalLock.isOurs(now.holder) != mindsOthers) {
                return now;
              }
              lock.append(JournalLock.words("take", mine));
              return mine;
            });
    Journal.pause(20);
    return taken;
  }

  private static Stores withRecordsThatAskTheLock(Path folder) {
    JournalLock lock = new JournalLock(folder);
    JournalRecords records =
        new JournalRecords(folder) {
          @Override
          public DeploymentRecord save(DeploymentKey key, DeployedService service) {
            if (lock.holder(key).isPresent()) {
              throw new DeployException(CoreError.LOCKED, key + " is locked", "wait");
            }
            return super.save(key, service);
          }
        };
    return new Stores(records, lock, new JournalLog(folder));
  }
}
