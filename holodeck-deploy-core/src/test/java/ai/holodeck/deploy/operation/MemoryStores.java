package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.release.StateRepository;
import ai.holodeck.deploy.service.ReleaseId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The three stores in memory; can be told to fail at the next write of a record. Survives
 * reopening.
 */
final class MemoryStores implements StateBackend, StateRepository, ReleaseLog, DeploymentLock {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final Map<DeploymentKey, DeploymentRecord> records = new LinkedHashMap<>();
  final List<Release> releases = new ArrayList<>();
  boolean failNextSave;
  boolean locked;
  final List<String> fingerprinted = new ArrayList<>();

  @Override
  public String id() {
    return "memory";
  }

  @Override
  public Stores open(Path folder, Settings settings) {
    return new Stores(this, this, this);
  }

  @Override
  public List<DeploymentRecord> list() {
    return List.copyOf(records.values());
  }

  @Override
  public Optional<DeploymentRecord> find(DeploymentKey key) {
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("a file channel cannot be written by an interrupted thread");
    }
    if (failNextSave) {
      failNextSave = false;
      throw new DeployException(CoreError.STATE_UNWRITABLE, "the disk is full", "make room");
    }
    DeploymentRecord record = new DeploymentRecord(key, service, NOW, NOW);
    records.put(key, record);
    return record;
  }

  @Override
  public boolean remove(DeploymentKey key) {
    return records.remove(key) != null;
  }

  @Override
  public void begin(Release intent) {
    releases.add(intent);
  }

  @Override
  public void settle(ReleaseId id, Release.Outcome outcome, String note) {
    releases.replaceAll(
        release ->
            release.id().equals(id) && release.isOpen()
                ? release.ended(new Release.End(outcome, NOW, note))
                : release);
  }

  @Override
  public Optional<Release> open(DeploymentKey key) {
    return releases.stream()
        .filter(release -> release.key().equals(key) && release.isOpen())
        .findFirst();
  }

  @Override
  public List<Release> history(DeploymentKey key) {
    List<Release> newestFirst = new ArrayList<>(releases);
    java.util.Collections.reverse(newestFirst);
    return newestFirst;
  }

  @Override
  public String fingerprint(EnvironmentVariable variable) {
    fingerprinted.add(variable.name());
    return "of " + (variable.name() + variable.value().reveal()).hashCode();
  }

  @Override
  public Held acquire(
      DeploymentKey key, String purpose, Duration patience, Consumer<LockHolder> waiting) {
    if (locked) {
      throw new DeployException(CoreError.LOCKED, "locked", "wait");
    }
    locked = true;
    return new Held() {
      @Override
      public void check() {}

      @Override
      public void close() {
        locked = false;
      }
    };
  }

  @Override
  public Optional<LockHolder> holder(DeploymentKey key) {
    return Optional.empty();
  }

  @Override
  public Optional<LockHolder> unlock(DeploymentKey key) {
    return Optional.empty();
  }

  Optional<Release.Outcome> lastOutcome() {
    return releases.isEmpty()
        ? Optional.empty()
        : releases.get(releases.size() - 1).end().map(Release.End::outcome);
  }
}
