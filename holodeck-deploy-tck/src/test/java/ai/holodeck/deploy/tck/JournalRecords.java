package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reference's records; each method may be overridden with a wrong one. */
class JournalRecords extends Journal implements StateRepository {
  final Map<DeploymentKey, DeploymentRecord> records = new LinkedHashMap<>();

  JournalRecords(Path folder) {
    super(folder, "records");
  }

  @Override
  public List<DeploymentRecord> list() {
    return reading(
        () ->
            records.values().stream()
                .sorted(
                    Comparator.comparing((DeploymentRecord record) -> record.key().stage())
                        .thenComparing(record -> record.key().agent()))
                .toList());
  }

  @Override
  public Optional<DeploymentRecord> find(DeploymentKey key) {
    return reading(() -> Optional.ofNullable(records.get(key)));
  }

  @Override
  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
    return alone(
        () -> {
          DeploymentRecord before = records.get(key);
          Instant updated = updatedAt(before);
          DeploymentRecord record =
              new DeploymentRecord(key, service, createdAt(before, updated), updated);
          append(words(record));
          return record;
        });
  }

  @Override
  public boolean remove(DeploymentKey key) {
    return alone(
        () -> {
          boolean was = records.containsKey(key);
          if (was) {
            append(removal(key));
          }
          return was;
        });
  }

  Instant createdAt(@Nullable DeploymentRecord before, Instant now) {
    return before == null ? now : before.createdAt();
  }

  Instant updatedAt(@Nullable DeploymentRecord before) {
    return before == null ? Instant.now() : before.updatedAt().plusNanos(1);
  }

  static List<String> removal(DeploymentKey key) {
    List<String> words = new ArrayList<>(List.of("remove"));
    words.addAll(ofKey(key));
    return words;
  }

  static List<String> ofKey(DeploymentKey key) {
    return List.of(
        key.project().map(project -> "+" + project).orElse(""), key.stage(), key.agent());
  }

  static DeploymentKey toKey(List<String> words) {
    Optional<String> project =
        Optional.of(words.get(1)).filter(word -> !word.isEmpty()).map(word -> word.substring(1));
    return new DeploymentKey(project, words.get(2), words.get(3));
  }

  private static List<String> words(DeploymentRecord record) {
    DeployedService service = record.service();
    List<String> words = new ArrayList<>(List.of("save"));
    words.addAll(ofKey(record.key()));
    words.addAll(
        List.of(
            service.provider(),
            service.serviceId().value(),
            service.serviceName().value(),
            service.url().map(URI::toString).orElse(""),
            service.state().name(),
            service.statusWord(),
            service.imageUri(),
            service.configHash(),
            record.createdAt().toString(),
            record.updatedAt().toString()));
    return words;
  }

  @Override
  void apply(List<String> words) {
    DeploymentKey key = toKey(words);
    if (words.get(0).equals("remove")) {
      records.remove(key);
      return;
    }
    DeployedService service =
        new DeployedService(
            words.get(4),
            new ServiceId(words.get(5)),
            new ServiceName(words.get(6)),
            Optional.of(words.get(7)).filter(url -> !url.isEmpty()).map(URI::create),
            ServiceState.valueOf(words.get(8)),
            words.get(9),
            words.get(10),
            words.get(11));
    records.put(
        key,
        new DeploymentRecord(
            key, service, Instant.parse(words.get(12)), Instant.parse(words.get(13))));
  }
}
