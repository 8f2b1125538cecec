package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Correct, in memory; each method may be overridden with a wrong one. */
class MemoryRecords implements StateRepository {
  final Map<DeploymentKey, DeploymentRecord> records = new LinkedHashMap<>();

  @Override
  public synchronized List<DeploymentRecord> list() {
    return records.values().stream()
        .sorted(
            Comparator.comparing((DeploymentRecord record) -> record.key().stage())
                .thenComparing(record -> record.key().agent()))
        .toList();
  }

  @Override
  public synchronized Optional<DeploymentRecord> find(DeploymentKey key) {
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public synchronized DeploymentRecord save(DeploymentKey key, DeployedService service) {
    DeploymentRecord before = records.get(key);
    Instant updated = updatedAt(before);
    DeploymentRecord record =
        new DeploymentRecord(key, service, createdAt(before, updated), updated);
    records.put(key, record);
    return record;
  }

  @Override
  public synchronized boolean remove(DeploymentKey key) {
    return records.remove(key) != null;
  }

  Instant createdAt(@Nullable DeploymentRecord before, Instant now) {
    return before == null ? now : before.createdAt();
  }

  Instant updatedAt(@Nullable DeploymentRecord before) {
    return before == null ? Instant.EPOCH : before.updatedAt().plusNanos(1);
  }
}
