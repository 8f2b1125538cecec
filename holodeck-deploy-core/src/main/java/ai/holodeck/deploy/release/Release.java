package ai.holodeck.deploy.release;

import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceName;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One attempt to change what runs. Without an end it is an intent: somebody started it and did not
 * come to settle it.
 *
 * @param id its id, which the service carries too
 * @param key what it belongs to
 * @param kind what was attempted
 * @param provider the provider id
 * @param serviceName the service's name there
 * @param image the image, by what cannot change under its name; empty exactly for a destroy, which
 *     removes whatever runs
 * @param configHash of the effective deployment block
 * @param secretFingerprints variable name to {@link ReleaseLog#fingerprint} of the secret values
 *     that the service was started with; none for a destroy
 * @param user who started it
 * @param startedAt when
 * @param end how it ended; empty while it is open
 */
public record Release(
    ReleaseId id,
    DeploymentKey key,
    Kind kind,
    String provider,
    ServiceName serviceName,
    Optional<ImageRef> image,
    String configHash,
    Map<String, String> secretFingerprints,
    String user,
    Instant startedAt,
    Optional<End> end) {

  /** What is attempted. */
  public enum Kind {
    /** Start or replace. */
    DEPLOY,
    /** Remove. */
    DESTROY
  }

  /** How a release ended. */
  public enum Outcome {
    /** Healthy, or removed. */
    SUCCEEDED,
    /** Failed; what ran before runs again. */
    FAILED,
    /** Accepted by a provider that carries on alone. */
    ACCEPTED,
    /** Interrupted, and settled by a later command. */
    ABANDONED
  }

  /**
   * The end of a release.
   *
   * @param outcome how
   * @param at when
   * @param note one line for people, without secrets; may be empty
   */
  public record End(Outcome outcome, Instant at, String note) {
    public End {
      Objects.requireNonNull(outcome, "outcome");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(note, "note");
    }
  }

  public Release {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(serviceName, "serviceName");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(configHash, "configHash");
    secretFingerprints = Map.copyOf(secretFingerprints);
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(end, "end");
    if (image.isPresent() != (kind == Kind.DEPLOY)) {
      throw new IllegalArgumentException(
          "release " + id + ": a deploy has an image, a destroy has none");
    }
  }

  /** The same release, settled. */
  public Release ended(End how) {
    return new Release(
        id,
        key,
        kind,
        provider,
        serviceName,
        image,
        configHash,
        secretFingerprints,
        user,
        startedAt,
        Optional.of(how));
  }

  /** Whether it has started and not ended. */
  public boolean isOpen() {
    return end.isEmpty();
  }
}
