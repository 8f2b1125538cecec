package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Stores whose release log is wrong. */
final class WrongLogs {
  private WrongLogs() {}

  static List<WrongStore> all() {
    return Stream.of(beginnings(), ends(), fingerprints(), WrongLogFiles.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WrongStore> beginnings() {
    return List.of(
        WrongStore.log(
            "REL-01",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public Optional<Release> open(DeploymentKey key) {
                    if (!isWritten()) {
                      throw new IllegalStateException("no such file");
                    }
                    return super.open(key);
                  }
                }),
        WrongStore.log(
            "REL-02",
            folder ->
                new JournalLog(folder) {
                  @Override
                  List<String> words(Release release) {
                    List<String> words = new ArrayList<>(super.words(release));
                    if (release.image().filter(EngineImage.class::isInstance).isPresent()) {
                      words.set(13, "engine latest");
                    }
                    return words;
                  }
                }),
        WrongStore.log(
            "REL-03",
            folder ->
                new JournalLog(folder) {
                  @Override
                  void refuse(Release open) {
                    throw new DeployException(
                        CoreError.STATE_INVALID, "a release is open", "settle it first");
                  }
                }),
        WrongStore.log(
            "REL-04",
            folder ->
                new JournalLog(folder) {
                  @Override
                  List<Release> of(DeploymentKey key) {
                    return newestFirst.entrySet().stream()
                        .filter(entry -> entry.getKey().agent().equals(key.agent()))
                        .flatMap(entry -> entry.getValue().stream())
                        .toList();
                  }
                }),
        WrongStore.log(
            "REL-10",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public void begin(Release intent) {
                    open(intent.key()).ifPresent(this::refuse);
                    pause(20);
                    alone(
                        () -> {
                          append(words(intent));
                          return true;
                        });
                  }
                }),
        new WrongStore("REL-11", WrongLogs::withRecordsThatSettle),
        WrongStore.log(
            "REL-22",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public Optional<Release> open(DeploymentKey key) {
                    return super.open(key)
                        .filter(
                            release ->
                                ProcessHandle.of(begunBy.getOrDefault(release.id(), 0L))
                                    .isPresent());
                  }
                }));
  }

  private static List<WrongStore> ends() {
    return List.of(
        WrongStore.log(
            "REL-05",
            folder ->
                new JournalLog(folder) {
                  @Override
                  List<String> settlement(Release release, Release.Outcome outcome, String note) {
                    return super.settlement(
                        release,
                        outcome == Release.Outcome.ACCEPTED ? Release.Outcome.SUCCEEDED : outcome,
                        note);
                  }
                }),
        WrongStore.log(
            "REL-06",
            folder ->
                new JournalLog(folder) {
                  @Override
                  boolean maySettle(Release release) {
                    return true;
                  }
                }),
        WrongStore.log(
            "REL-07",
            folder ->
                new JournalLog(folder) {
                  @Override
                  void unknown() {
                    throw new IllegalStateException("no such release");
                  }
                }),
        WrongStore.log(
            "REL-08",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public List<Release> history(DeploymentKey key) {
                    return super.history(key).stream()
                        .sorted(Comparator.comparingInt(WrongLogs::number).reversed())
                        .toList();
                  }
                }),
        WrongStore.log(
            "REL-09",
            folder ->
                new JournalLog(folder) {
                  @Override
                  int kept() {
                    return 51;
                  }
                }),
        WrongStore.log(
            "REL-27",
            folder ->
                new JournalLog(folder) {
                  @Override
                  List<String> settlement(Release release, Release.Outcome outcome, String note) {
                    return super.settlement(release, outcome, note.lines().findFirst().orElse(""));
                  }
                }),
        WrongStore.log(
            "REL-28",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public Optional<Release> open(DeploymentKey key) {
                    return super.open(key).filter(release -> newestFirst.size() <= 5_000);
                  }
                }));
  }

  private static List<WrongStore> fingerprints() {
    return List.of(
        WrongStore.log(
            "REL-12",
            folder ->
                new JournalLog(folder) {
                  @Override
                  String key() {
                    return super.key() + newestFirst.size();
                  }
                }),
        WrongStore.log(
            "REL-13",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public String fingerprint(EnvironmentVariable variable) {
                    return digest(key() + variable.name() + variable.value().reveal());
                  }
                }),
        WrongStore.log(
            "REL-14",
            folder ->
                new JournalLog(folder) {
                  @Override
                  String key() {
                    if (alone(() -> made).isEmpty()) {
                      pause(200);
                      String mine = UUID.randomUUID().toString();
                      alone(
                          () -> {
                            append(List.of("key", mine));
                            return true;
                          });
                      return mine;
                    }
                    return made;
                  }
                }),
        WrongStore.log(
            "REL-15",
            folder ->
                new JournalLog(folder) {
                  @Override
                  public String fingerprint(EnvironmentVariable variable) {
                    return HexFormat.of()
                        .formatHex(
                            (variable.name() + "\0" + variable.value().reveal())
                                .getBytes(StandardCharsets.UTF_8));
                  }
                }));
  }

  /** Removing a record forgets the open release of its key too. */
  private static Stores withRecordsThatSettle(Path folder) {
    JournalLog log = new JournalLog(folder);
    JournalRecords records =
        new JournalRecords(folder) {
          @Override
          public boolean remove(DeploymentKey key) {
            log.open(key)
                .ifPresent(open -> log.settle(open.id(), Release.Outcome.ABANDONED, "removed"));
            return super.remove(key);
          }
        };
    return new Stores(records, new JournalLock(folder), log);
  }

  private static int number(Release release) {
    String digits = release.id().value().replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
