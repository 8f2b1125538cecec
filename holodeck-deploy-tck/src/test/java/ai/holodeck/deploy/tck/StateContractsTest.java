package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.ServiceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A correct store passes; each wrong one differs in one method, and breaks one rule. */
class StateContractsTest {
  @Test
  void correctStorePassesEveryRule() {
    Subjects.put(() -> Subjects.stores(new MemoryRecords(), new MemoryLock(), new MemoryLog()));

    assertPasses(Subjects.Records.class, 14);
    assertPasses(Subjects.Lock.class, 10);
    assertPasses(Subjects.Log.class, 15);
  }

  @Test
  void creationThatMovesBreaksItsRule() {
    assertRecordsBreak(
        "STA-04",
        () ->
            new MemoryRecords() {
              @Override
              Instant createdAt(@Nullable DeploymentRecord before, Instant now) {
                return now;
              }
            });
  }

  @Test
  void updateThatStandsBreaksItsRule() {
    assertRecordsBreak(
        "STA-05",
        () ->
            new MemoryRecords() {
              @Override
              Instant updatedAt(@Nullable DeploymentRecord before) {
                return Instant.EPOCH;
              }
            });
  }

  @Test
  void unorderedListBreaksItsRule() {
    assertRecordsBreak(
        "STA-08",
        () ->
            new MemoryRecords() {
              @Override
              public synchronized List<DeploymentRecord> list() {
                return List.copyOf(records.values());
              }
            });
  }

  @Test
  void normalisedStatusWordBreaksItsRule() {
    assertRecordsBreak(
        "STA-10",
        () ->
            new MemoryRecords() {
              @Override
              public synchronized DeploymentRecord save(
                  DeploymentKey key, DeployedService service) {
                return super.save(key, service.in(service.state()));
              }
            });
  }

  @Test
  void restrictedNamesBreakTheirRule() {
    assertRecordsBreak(
        "STA-12",
        () ->
            new MemoryRecords() {
              @Override
              public synchronized Optional<DeploymentRecord> find(DeploymentKey key) {
                return key.agent().contains("/") ? Optional.empty() : super.find(key);
              }
            });
  }

  @Test
  void secondOpenReleaseBreaksItsRules() {
    assertThat(
            brokenLog(
                    () ->
                        new MemoryLog() {
                          @Override
                          void refuse(Release open) {}
                        })
                .broken())
        .containsOnlyKeys("REL-03", "REL-10");
  }

  @Test
  void releaseSettledTwiceBreaksItsRule() {
    assertLogBreaks(
        "REL-06",
        () ->
            new MemoryLog() {
              @Override
              Release settled(Release release, Release.Outcome outcome, String note) {
                return ended(release, outcome, note);
              }
            });
  }

  @Test
  void oldestFirstBreaksItsRules() {
    assertThat(
            brokenLog(
                    () ->
                        new MemoryLog() {
                          @Override
                          public synchronized List<Release> history(DeploymentKey key) {
                            List<Release> oldestFirst = new ArrayList<>(super.history(key));
                            Collections.reverse(oldestFirst);
                            return oldestFirst;
                          }
                        })
                .broken())
        .containsKey("REL-08");
  }

  @Test
  void unboundedHistoryBreaksItsRule() {
    assertLogBreaks(
        "REL-09",
        () ->
            new MemoryLog() {
              @Override
              int kept() {
                return 51;
              }
            });
  }

  @Test
  void keyOfEachCallerBreaksItsRules() {
    assertThat(
            brokenLog(
                    () ->
                        new MemoryLog() {
                          @Override
                          String key() {
                            return UUID.randomUUID().toString();
                          }
                        })
                .broken())
        .containsOnlyKeys("REL-12", "REL-14");
  }

  @Test
  void fingerprintOfTheValueAloneBreaksItsRule() {
    assertLogBreaks(
        "REL-13",
        () ->
            new MemoryLog() {
              @Override
              public String fingerprint(EnvironmentVariable variable) {
                return digest(key() + variable.value().reveal());
              }
            });
  }

  @Test
  void nameAndValueWithoutASeparatorBreakTheirRule() {
    assertLogBreaks(
        "REL-13",
        () ->
            new MemoryLog() {
              @Override
              public String fingerprint(EnvironmentVariable variable) {
                return digest(key() + variable.name() + variable.value().reveal());
              }
            });
  }

  @Test
  void keyMadeTwiceAtFirstBreaksItsRule() {
    assertLogBreaks(
        "REL-14",
        () ->
            new MemoryLog() {
              private final Thread maker = Thread.currentThread();
              private boolean overwritten;

              @Override
              synchronized String key() {
                boolean first = !overwritten && Thread.currentThread() != maker;
                overwritten |= first;
                return first ? "the key that was lost" : super.key();
              }
            });
  }

  @Test
  void valueAsItsFingerprintBreaksItsRule() {
    assertLogBreaks(
        "REL-15",
        () ->
            new MemoryLog() {
              @Override
              public String fingerprint(EnvironmentVariable variable) {
                return HexFormat.of()
                    .formatHex(
                        (variable.name() + "\0" + variable.value().reveal())
                            .getBytes(StandardCharsets.UTF_8));
              }
            });
  }

  @Test
  void lockWithoutPurposeBreaksItsRules() {
    assertThat(
            brokenLock(
                    () ->
                        new MemoryLock() {
                          @Override
                          LockHolder holder(String purpose) {
                            return super.holder("something");
                          }
                        })
                .broken())
        .containsOnlyKeys("LCK-02", "LCK-06");
  }

  @Test
  void tellingAtEveryLookBreaksItsRule() {
    assertLockBreaks(
        "LCK-06",
        () ->
            new MemoryLock() {
              @Override
              boolean toldOnce() {
                return false;
              }
            });
  }

  @Test
  void swallowedInterruptBreaksItsRule() {
    assertLockBreaks(
        "LCK-07",
        () ->
            new MemoryLock() {
              @Override
              void interrupted() {}
            });
  }

  @Test
  void closeThatFreesTheNextHolderBreaksItsRule() {
    assertLockBreaks(
        "LCK-04",
        () ->
            new MemoryLock() {
              @Override
              void release(Taken taken) {
                held.remove(taken.key);
              }
            });
  }

  @Test
  void unlockThatTakesFromTheLivingBreaksItsRule() {
    assertLockBreaks(
        "LCK-09",
        () ->
            new MemoryLock() {
              @Override
              public synchronized Optional<LockHolder> unlock(DeploymentKey key) {
                return Optional.ofNullable(held.remove(key)).map(taken -> taken.holder);
              }
            });
  }

  @Test
  void failureNamesTheRuleAndBothValues() {
    KitRun run =
        brokenRecords(
            () ->
                new MemoryRecords() {
                  @Override
                  public synchronized Optional<DeploymentRecord> find(DeploymentKey key) {
                    return super.find(key)
                        .map(
                            record ->
                                new DeploymentRecord(
                                    key,
                                    record.service().in(ServiceState.FAILED),
                                    record.createdAt(),
                                    record.updatedAt()));
                  }
                });

    assertThat(run.broken().get("STA-10"))
        .contains(
            "rule STA-10: A status word MUST be kept",
            "expected: PROVISIONING",
            "actual:   FAILED",
            Subjects.Records.class.getName());
  }

  private static void assertPasses(Class<?> contract, int rules) {
    KitRun run = KitRun.of(contract);
    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.passed()).isEqualTo(rules);
  }

  private static void assertRecordsBreak(String rule, Supplier<MemoryRecords> wrong) {
    assertBreaks(rule, brokenRecords(wrong));
  }

  private static void assertLogBreaks(String rule, Supplier<MemoryLog> wrong) {
    assertBreaks(rule, brokenLog(wrong));
  }

  private static void assertLockBreaks(String rule, Supplier<MemoryLock> wrong) {
    assertBreaks(rule, brokenLock(wrong));
  }

  private static void assertBreaks(String rule, KitRun run) {
    assertThat(run.others()).isEmpty();
    assertThat(run.broken()).containsOnlyKeys(rule);
  }

  private static KitRun brokenRecords(Supplier<MemoryRecords> wrong) {
    Subjects.put(() -> Subjects.stores(wrong.get(), new MemoryLock(), new MemoryLog()));
    return KitRun.of(Subjects.Records.class);
  }

  private static KitRun brokenLog(Supplier<MemoryLog> wrong) {
    Subjects.put(() -> Subjects.stores(new MemoryRecords(), new MemoryLock(), wrong.get()));
    return KitRun.of(Subjects.Log.class);
  }

  private static KitRun brokenLock(Supplier<MemoryLock> wrong) {
    Subjects.put(() -> Subjects.stores(new MemoryRecords(), wrong.get(), new MemoryLog()));
    return KitRun.of(Subjects.Lock.class);
  }
}
