package ai.holodeck.deploy.state;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The releases of one folder. */
final class JsonReleaseLog implements ReleaseLog {
  /** How many releases of a key are kept; the contract of {@link ReleaseLog#history}. */
  private static final int KEPT = 50;

  private final StateStore store;
  private final Clock clock;

  JsonReleaseLog(StateStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public void begin(Release intent) {
    if (!intent.isOpen()) {
      throw new IllegalArgumentException("the release " + intent.id() + " has ended already");
    }
    store.change(contents -> contents.withReleases(added(contents.releases(), intent)));
  }

  @Override
  public void settle(ReleaseId id, Release.Outcome outcome, String note) {
    if (store.read().releases().stream().noneMatch(release -> isOpen(release, id))) {
      return;
    }
    Release.End end =
        new Release.End(outcome, clock.instant().truncatedTo(ChronoUnit.MICROS), note);
    store.change(
        contents ->
            contents.withReleases(
                contents.releases().stream()
                    .map(release -> isOpen(release, id) ? release.ended(end) : release)
                    .toList()));
  }

  @Override
  public Optional<Release> open(DeploymentKey key) {
    return history(key).stream().filter(Release::isOpen).findFirst();
  }

  @Override
  public List<Release> history(DeploymentKey key) {
    List<Release> ofKey =
        new ArrayList<>(
            store.read().releases().stream().filter(release -> release.key().equals(key)).toList());
    Collections.reverse(ofKey);
    return List.copyOf(ofKey);
  }

  @Override
  public String fingerprint(EnvironmentVariable variable) {
    return store.read().key().orElseGet(this::makeKey).fingerprint(variable);
  }

  /** Of several that make one at the same time the first wins, as each looks again in its turn. */
  private FingerprintKey makeKey() {
    FingerprintKey made = FingerprintKey.random();
    return store.change(contents -> contents.withKeyIfAbsent(made)).key().orElseThrow();
  }

  private static boolean isOpen(Release release, ReleaseId id) {
    return release.id().equals(id) && release.isOpen();
  }

  private static List<Release> added(List<Release> releases, Release intent) {
    for (Release release : releases) {
      if (release.id().equals(intent.id())) {
        throw new IllegalArgumentException("there is a release " + intent.id() + " already");
      }
      if (release.key().equals(intent.key()) && release.isOpen()) {
        throw new DeployException(
            CoreError.STATE_INVALID,
            "a "
                + release.kind().name().toLowerCase(Locale.ROOT)
                + " of "
                + intent.key()
                + " by "
                + release.user()
                + ", begun "
                + release.startedAt()
                + ", has not been settled",
            "settle release " + release.id() + " first: it still runs, or was interrupted");
      }
    }
    List<Release> next = new ArrayList<>(releases);
    next.add(intent);
    long tooMany =
        next.stream().filter(release -> release.key().equals(intent.key())).count() - KEPT;
    for (int i = 0; i < next.size() && tooMany > 0; ) {
      Release release = next.get(i);
      if (release.key().equals(intent.key()) && !release.isOpen()) {
        next.remove(i);
        tooMany--;
      } else {
        i++;
      }
    }
    return next;
  }
}
