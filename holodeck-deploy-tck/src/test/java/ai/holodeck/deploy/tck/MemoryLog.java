package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Correct, in memory; each method may be overridden with a wrong one. */
class MemoryLog implements ReleaseLog {
  final List<Release> newestFirst = new ArrayList<>();
  private final String key = UUID.randomUUID().toString();

  @Override
  public synchronized void begin(Release intent) {
    open(intent.key()).ifPresent(open -> refuse(open));
    newestFirst.add(0, intent);
    List<Release> history = history(intent.key());
    if (history.size() > kept()) {
      newestFirst.remove(history.get(history.size() - 1));
    }
  }

  @Override
  public synchronized void settle(ReleaseId id, Release.Outcome outcome, String note) {
    newestFirst.replaceAll(
        release -> release.id().equals(id) ? settled(release, outcome, note) : release);
  }

  @Override
  public synchronized Optional<Release> open(DeploymentKey key) {
    return newestFirst.stream()
        .filter(release -> release.key().equals(key) && release.isOpen())
        .findFirst();
  }

  @Override
  public synchronized List<Release> history(DeploymentKey key) {
    return newestFirst.stream().filter(release -> release.key().equals(key)).toList();
  }

  @Override
  public String fingerprint(EnvironmentVariable variable) {
    return digest(key() + "\0" + variable.name() + "\0" + variable.value().reveal());
  }

  String key() {
    return key;
  }

  /** Good enough in memory, where nobody reads it. */
  static String digest(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void refuse(Release open) {
    throw new DeployException(
        CoreError.STATE_INVALID, "a release of " + open.key() + " is open", "settle it first");
  }

  int kept() {
    return 50;
  }

  Release settled(Release release, Release.Outcome outcome, String note) {
    return release.isOpen() ? ended(release, outcome, note) : release;
  }

  static Release ended(Release release, Release.Outcome outcome, String note) {
    return release.ended(new Release.End(outcome, Instant.EPOCH, note));
  }
}
