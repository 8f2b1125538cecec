package ai.holodeck.deploy.release;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.image.BuildInputs;
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
 * @param inputs what the image was built from, as far as that is known
 * @param configHash of the effective deployment block
 * @param config that block; empty for a destroy, and for a release of an earlier version of this
 *     tool
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
    Optional<BuildInputs> inputs,
    String configHash,
    Optional<EffectiveConfig> config,
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
    Objects.requireNonNull(inputs, "inputs");
    Objects.requireNonNull(configHash, "configHash");
    Objects.requireNonNull(config, "config");
    secretFingerprints = Map.copyOf(secretFingerprints);
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(startedAt, "startedAt");
    Objects.requireNonNull(end, "end");
    if (image.isPresent() != (kind == Kind.DEPLOY)) {
      throw new IllegalArgumentException(
          "release " + id + ": a deploy has an image, a destroy has none");
    }
  }

  /** Starts an intent: no image, no configuration, no secrets, not ended. */
  public static Builder of(
      ReleaseId id, DeploymentKey key, Kind kind, String provider, ServiceName serviceName) {
    return new Builder(id, key, kind, provider, serviceName);
  }

  /** Starts with what this one says. */
  public Builder copy() {
    Builder copy = new Builder(id, key, kind, provider, serviceName);
    copy.image = image;
    copy.inputs = inputs;
    copy.configHash = configHash;
    copy.config = config;
    copy.secretFingerprints = secretFingerprints;
    copy.user = user;
    copy.startedAt = startedAt;
    copy.end = end;
    return copy;
  }

  /** The same release, settled. */
  public Release ended(End how) {
    return copy().end(Optional.of(how)).build();
  }

  /** Whether it has started and not ended. */
  public boolean isOpen() {
    return end.isEmpty();
  }

  /** Collects what a release remembers. */
  public static final class Builder {
    private final ReleaseId id;
    private final DeploymentKey key;
    private final Kind kind;
    private final String provider;
    private final ServiceName serviceName;
    private Optional<ImageRef> image = Optional.empty();
    private Optional<BuildInputs> inputs = Optional.empty();
    private String configHash = "";
    private Optional<EffectiveConfig> config = Optional.empty();
    private Map<String, String> secretFingerprints = Map.of();
    private String user = "";
    private Instant startedAt = Instant.EPOCH;
    private Optional<End> end = Optional.empty();

    private Builder(
        ReleaseId id, DeploymentKey key, Kind kind, String provider, ServiceName serviceName) {
      this.id = id;
      this.key = key;
      this.kind = kind;
      this.provider = provider;
      this.serviceName = serviceName;
    }

    /** The image, and what it was built from. */
    public Builder image(Optional<ImageRef> value, Optional<BuildInputs> builtFrom) {
      this.image = value;
      this.inputs = builtFrom;
      return this;
    }

    /** The effective deployment block, and with it its hash. */
    public Builder config(EffectiveConfig value) {
      this.config = Optional.of(value);
      return configHash(value.hash());
    }

    /** The hash of a block that is not known any more. */
    public Builder configHash(String value) {
      this.configHash = value;
      return this;
    }

    /** Variable name to fingerprint of the secret values. */
    public Builder secretFingerprints(Map<String, String> value) {
      this.secretFingerprints = value;
      return this;
    }

    /** Who started it, and when. */
    public Builder started(String by, Instant at) {
      this.user = by;
      this.startedAt = at;
      return this;
    }

    /** How it ended. */
    public Builder end(Optional<End> value) {
      this.end = value;
      return this;
    }

    /** The release. */
    public Release build() {
      return new Release(
          id,
          key,
          kind,
          provider,
          serviceName,
          image,
          inputs,
          configHash,
          config,
          secretFingerprints,
          user,
          startedAt,
          end);
    }
  }
}
