package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stores that are wrong in one record at a time. */
final class WrongRecords {
  private WrongRecords() {}

  static List<WrongStore> all() {
    return java.util.stream.Stream.of(one(), several(), WrongRecordFiles.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<WrongStore> one() {
    return List.of(
        WrongStore.records(
            "STA-01",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public List<DeploymentRecord> list() {
                    if (!isWritten()) {
                      throw new IllegalStateException("no such file");
                    }
                    return super.list();
                  }
                }),
        WrongStore.records(
            "STA-02",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
                    return super.save(key, withOwnHash(service));
                  }
                }),
        WrongStore.records("STA-03", Forgetful::new),
        WrongStore.records(
            "STA-04",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  Instant createdAt(@Nullable DeploymentRecord before, Instant now) {
                    return now;
                  }
                }),
        WrongStore.records(
            "STA-05",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  Instant updatedAt(@Nullable DeploymentRecord before) {
                    return before == null ? Instant.now() : before.updatedAt();
                  }
                }),
        WrongStore.records(
            "STA-10",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
                    return super.save(key, service.in(service.state()));
                  }
                }),
        WrongStore.records(
            "STA-11",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
                    return super.save(key, withUrl(service));
                  }
                }),
        WrongStore.records(
            "STA-21",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  Instant createdAt(@Nullable DeploymentRecord before, Instant now) {
                    return super.createdAt(before, now.minusSeconds(1));
                  }
                }));
  }

  private static List<WrongStore> several() {
    return List.of(
        WrongStore.records("STA-06", Touching::new),
        WrongStore.records(
            "STA-07",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public Optional<DeploymentRecord> find(DeploymentKey key) {
                    return super.find(
                            new DeploymentKey(
                                key.project(), DeploymentKey.DEFAULT_STAGE, key.agent()))
                        .or(() -> super.find(key));
                  }
                }),
        WrongStore.records(
            "STA-08",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public List<DeploymentRecord> list() {
                    return reading(() -> List.copyOf(records.values()));
                  }
                }),
        WrongStore.records(
            "STA-09",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public boolean remove(DeploymentKey key) {
                    return super.remove(key) || !list().isEmpty();
                  }
                }),
        WrongStore.records(
            "STA-12",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public Optional<DeploymentRecord> find(DeploymentKey key) {
                    return key.agent().contains("\n") ? Optional.empty() : super.find(key);
                  }
                }),
        WrongStore.records(
            "STA-20",
            folder ->
                new JournalRecords(folder) {
                  @Override
                  public List<DeploymentRecord> list() {
                    return super.list().stream().limit(5_000).toList();
                  }
                }));
  }

  private static DeployedService withOwnHash(DeployedService service) {
    return service.configHash().startsWith("sha256:")
        ? service
        : new DeployedService(
            service.provider(),
            service.serviceId(),
            service.serviceName(),
            service.url(),
            service.state(),
            service.statusWord(),
            service.imageUri(),
            "unknown");
  }

  private static DeployedService withUrl(DeployedService service) {
    return new DeployedService(
        service.provider(),
        service.serviceId(),
        service.serviceName(),
        service.url().or(() -> Optional.of(URI.create("https://unknown.example.com"))),
        service.state(),
        service.statusWord(),
        service.imageUri(),
        service.configHash());
  }

  /** What was not there once is never looked for again. */
  private static final class Forgetful extends JournalRecords {
    private final Set<DeploymentKey> absent = new HashSet<>();

    Forgetful(Path folder) {
      super(folder);
    }

    @Override
    public Optional<DeploymentRecord> find(DeploymentKey key) {
      if (absent.contains(key)) {
        return Optional.empty();
      }
      Optional<DeploymentRecord> found = super.find(key);
      if (found.isEmpty()) {
        absent.add(key);
      }
      return found;
    }
  }

  /** An update writes what it saved first once more. */
  private static final class Touching extends JournalRecords {
    private @Nullable DeploymentKey first;

    Touching(Path folder) {
      super(folder);
    }

    @Override
    public synchronized DeploymentRecord save(DeploymentKey key, DeployedService service) {
      DeploymentRecord written = super.save(key, service);
      if (first == null) {
        first = key;
      } else if (!first.equals(key) && written.updatedAt().isAfter(written.createdAt())) {
        super.save(first, super.find(first).orElseThrow().service());
      }
      return written;
    }
  }
}
