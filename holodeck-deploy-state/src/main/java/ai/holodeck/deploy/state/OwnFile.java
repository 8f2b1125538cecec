package ai.holodeck.deploy.state;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code releases.json}: every record and every release that is remembered.
 *
 * @param fingerprintKey makes fingerprints of secret values; 64 hex digits, absent until needed
 * @param records by stage and agent
 * @param releases in the order in which they began
 * @param version {@code 1.0}
 */
record OwnFile(
    @Nullable String fingerprintKey,
    List<RecordEntry> records,
    List<ReleaseEntry> releases,
    String version) {
  static final String WAY_OUT =
      "restore the file from a backup, or move it away: deployments.json beside it still counts, and the history of"
          + " releases and what only this file knew are forgotten";

  OwnFile {
    Required.value(records, "records");
    Required.value(releases, "releases");
    Required.value(version, "version");
    Json.checkVersion(version);
    records = List.copyOf(records);
    releases = List.copyOf(releases);
    if (fingerprintKey != null) {
      new FingerprintKey(fingerprintKey);
    }
  }

  static OwnFile empty() {
    return new OwnFile(null, List.of(), List.of(), Json.VERSION);
  }

  static OwnFile of(Contents contents) {
    return new OwnFile(
        contents.key().map(FingerprintKey::hex).orElse(null),
        contents.records().values().stream().map(RecordEntry::of).toList(),
        contents.releases().stream().map(ReleaseEntry::of).toList(),
        Json.VERSION);
  }

  Optional<FingerprintKey> toKey() {
    return Optional.ofNullable(fingerprintKey).map(FingerprintKey::new);
  }

  Collection<DeploymentRecord> toRecords() {
    return records.stream().map(RecordEntry::toRecord).toList();
  }

  List<Release> toReleases() {
    return releases.stream().map(ReleaseEntry::toRelease).toList();
  }

  /** Whose it is; the project is absent in a store that belongs to one folder. */
  record KeyEntry(String agent, @Nullable String project, String stage) {
    KeyEntry {
      Required.nonBlank(agent, "agent");
      Required.nonBlank(stage, "stage");
    }

    static KeyEntry of(DeploymentKey key) {
      return new KeyEntry(key.agent(), key.project().orElse(null), key.stage());
    }

    DeploymentKey toKey() {
      return new DeploymentKey(Optional.ofNullable(project), stage, agent);
    }
  }

  /** One record. */
  record RecordEntry(
      String configHash,
      Instant createdAt,
      String imageUri,
      KeyEntry key,
      String provider,
      String serviceId,
      String serviceName,
      ServiceState state,
      String statusWord,
      Instant updatedAt,
      @Nullable URI url) {

    RecordEntry {
      Required.value(configHash, "config_hash");
      Required.value(createdAt, "created_at");
      Required.value(imageUri, "image_uri");
      Required.value(key, "key");
      Required.value(provider, "provider");
      Required.nonBlank(serviceId, "service_id");
      Required.nonBlank(serviceName, "service_name");
      Required.value(state, "state");
      Required.value(statusWord, "status_word");
      Required.value(updatedAt, "updated_at");
    }

    static RecordEntry of(DeploymentRecord record) {
      DeployedService service = record.service();
      return new RecordEntry(
          service.configHash(),
          record.createdAt(),
          service.imageUri(),
          KeyEntry.of(record.key()),
          service.provider(),
          service.serviceId().value(),
          service.serviceName().value(),
          service.state(),
          service.statusWord(),
          record.updatedAt(),
          service.url().orElse(null));
    }

    DeploymentRecord toRecord() {
      return new DeploymentRecord(
          key.toKey(),
          new DeployedService(
              provider,
              new ServiceId(serviceId),
              new ServiceName(serviceName),
              Optional.ofNullable(url),
              state,
              statusWord,
              imageUri,
              configHash),
          createdAt,
          updatedAt);
    }
  }

  /** One release. */
  record ReleaseEntry(
      @Nullable Map<String, @Nullable Object> config,
      String configHash,
      @Nullable EndEntry end,
      String id,
      @Nullable ImageEntry image,
      @Nullable InputsEntry inputs,
      KeyEntry key,
      Release.Kind kind,
      String provider,
      SortedMap<String, String> secretFingerprints,
      String serviceName,
      Instant startedAt,
      String user) {

    ReleaseEntry {
      Required.value(configHash, "config_hash");
      Required.value(id, "id");
      Required.value(key, "key");
      Required.value(kind, "kind");
      Required.value(provider, "provider");
      Required.value(secretFingerprints, "secret_fingerprints");
      Required.nonBlank(serviceName, "service_name");
      Required.value(startedAt, "started_at");
      Required.value(user, "user");
      new ReleaseId(id);
    }

    static ReleaseEntry of(Release release) {
      return new ReleaseEntry(
          release.config().map(EffectiveConfig::values).orElse(null),
          release.configHash(),
          release.end().map(EndEntry::of).orElse(null),
          release.id().value(),
          release.image().map(ImageEntry::of).orElse(null),
          release.inputs().map(InputsEntry::of).orElse(null),
          KeyEntry.of(release.key()),
          release.kind(),
          release.provider(),
          new TreeMap<>(release.secretFingerprints()),
          release.serviceName().value(),
          release.startedAt(),
          release.user());
    }

    Release toRelease() {
      return new Release(
          new ReleaseId(id),
          key.toKey(),
          kind,
          provider,
          new ServiceName(serviceName),
          Optional.ofNullable(image).map(ImageEntry::toImage),
          Optional.ofNullable(inputs).map(InputsEntry::toInputs),
          configHash,
          Optional.ofNullable(config).map(EffectiveConfig::of),
          secretFingerprints,
          user,
          startedAt,
          Optional.ofNullable(end).map(EndEntry::toEnd));
    }
  }

  /** An image: of a registry by its digest, or of an engine by that engine's id. */
  record ImageEntry(@Nullable String digest, @Nullable String imageId, String reference) {
    ImageEntry {
      Required.value(reference, "reference");
      if ((digest == null) == (imageId == null)) {
        throw new IllegalArgumentException("an image has either 'digest' or 'image_id'");
      }
    }

    static ImageEntry of(ImageRef image) {
      String reference = image.reference().toString();
      return image instanceof RegistryImage remote
          ? new ImageEntry(remote.digest().value(), null, reference)
          : new ImageEntry(null, ((EngineImage) image).imageId(), reference);
    }

    ImageRef toImage() {
      ImageReference name = ImageReference.parse(reference);
      return digest != null
          ? new RegistryImage(name, new Digest(digest))
          : new EngineImage(name, Objects.requireNonNull(imageId));
    }
  }

  /** What an image was built from. */
  record InputsEntry(@Nullable String baseImageId, String context) {
    InputsEntry {
      Required.nonBlank(context, "context");
    }

    static InputsEntry of(BuildInputs inputs) {
      return new InputsEntry(inputs.baseImageId().orElse(null), inputs.context());
    }

    BuildInputs toInputs() {
      return new BuildInputs(context, Optional.ofNullable(baseImageId));
    }
  }

  /** How a release ended. */
  record EndEntry(Instant at, String note, Release.Outcome outcome) {
    EndEntry {
      Required.value(at, "at");
      Required.value(note, "note");
      Required.value(outcome, "outcome");
    }

    static EndEntry of(Release.End end) {
      return new EndEntry(end.at(), end.note(), end.outcome());
    }

    Release.End toEnd() {
      return new Release.End(outcome, at, note);
    }
  }
}
