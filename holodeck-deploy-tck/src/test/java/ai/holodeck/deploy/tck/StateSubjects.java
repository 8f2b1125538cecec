package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.release.StateBackend;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The contracts of a store as an adapter's author extends them, on the store that {@link #use}
 * names.
 */
final class StateSubjects {
  static final String REFERENCE = "reference";

  /** Each contract runs in the thread of the test that started it. */
  private static final ThreadLocal<String> NAME = ThreadLocal.withInitial(() -> REFERENCE);

  private StateSubjects() {}

  static void use(String name) {
    NAME.set(name);
  }

  private static Settings settings() {
    return Settings.of("state", Map.of("store", NAME.get()));
  }

  /** One for the many stores that are wrong elsewhere; that of the rule is found with the first. */
  private static int kills(String rule) {
    return NAME.get().equals(rule) ? 50 : 1;
  }

  /** Few for the many stores that are wrong elsewhere. */
  private static int many(String rule) {
    return Set.of(REFERENCE, rule).contains(NAME.get()) ? 10_000 : 100;
  }

  private static StoredContent content(Path folder) {
    return StoredContent.ofFiles(
        folder,
        List.of("records", "releases"),
        text -> text.replaceFirst("^journal 1\n", "journal 2\n"));
  }

  /** Opens the reference, or the wrong store that the settings name by its rule. */
  static final class Backend implements StateBackend {
    @Override
    public String id() {
      return "journal";
    }

    @Override
    public Stores open(Path folder, Settings settings) {
      String name = settings.text("store").orElseThrow();
      return Stream.of(WrongRecords.all(), WrongLocks.all(), WrongLogs.all())
          .flatMap(List::stream)
          .filter(wrong -> wrong.rule().equals(name))
          .findFirst()
          .map(wrong -> wrong.stores().apply(folder))
          .orElseGet(() -> WrongStore.reference(folder));
    }
  }

  static class Records extends StateRepositoryContract {
    @Override
    protected StateBackend backend() {
      return new Backend();
    }

    @Override
    protected Settings settings() {
      return StateSubjects.settings();
    }

    @Override
    int kills() {
      return StateSubjects.kills("STA-16");
    }

    @Override
    int many() {
      return StateSubjects.many("STA-20");
    }

    @Override
    protected Optional<StoredContent> storedContent() {
      return Optional.of(content(folder()));
    }
  }

  static final class Locks extends DeploymentLockContract {
    @Override
    protected StateBackend backend() {
      return new Backend();
    }

    @Override
    protected Settings settings() {
      return StateSubjects.settings();
    }

    @Override
    protected Duration lease() {
      return Duration.ofSeconds(1);
    }
  }

  static final class Logs extends ReleaseLogContract {
    @Override
    protected StateBackend backend() {
      return new Backend();
    }

    @Override
    protected Settings settings() {
      return StateSubjects.settings();
    }

    @Override
    int kills() {
      return StateSubjects.kills("REL-23");
    }

    @Override
    int many() {
      return StateSubjects.many("REL-28");
    }

    @Override
    protected Optional<StoredContent> storedContent() {
      return Optional.of(content(folder()));
    }
  }
}
