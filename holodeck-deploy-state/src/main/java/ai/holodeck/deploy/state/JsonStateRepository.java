package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of one folder. */
final class JsonStateRepository implements StateRepository {
  private final StateStore store;
  private final Clock clock;

  JsonStateRepository(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public List<DeploymentRecord> list() {
    return List.copyOf(store.read().records().values());
  }

  @Override
  public Optional<DeploymentRecord> find(DeploymentKey key) {
    return Optional.ofNullable(store.read().records().get(key));
  }

  @Override
  public DeploymentRecord save(DeploymentKey key, DeployedService service) {
    DeploymentRecord[] written = new DeploymentRecord[1];
    store.change(
        contents -> {
          DeploymentRecord next = next(key, service, contents.records().get(key));
          written[0] = next;
          return contents.with(next);
        });
    return Objects.requireNonNull(written[0]);
  }

  @Override
  public boolean remove(DeploymentKey key) {
    if (find(key).isEmpty()) {
      return false;
    }
    boolean[] removed = new boolean[1];
    store.remove(
        contents -> {
          removed[0] = contents.records().containsKey(key);
          return contents.without(key);
        });
    return removed[0];
  }

  private DeploymentRecord next(
      DeploymentKey key, DeployedService service, @Nullable DeploymentRecord before) {
    // Microseconds, because the other tool keeps no more.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (before == null) {
      return new DeploymentRecord(key, service, now, now);
    }
    // The later record counts, so time moves on even where the clock stands or was put back.
    Instant after = before.updatedAt().truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    return new DeploymentRecord(
        key, service, before.createdAt(), now.isBefore(after) ? after : now);
  }
}
