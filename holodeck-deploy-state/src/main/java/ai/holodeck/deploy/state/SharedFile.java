package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code deployments.json}, in the shape of HoloDeck's Python tool ({@code
 * DeploymentState} of {@code holodeck.models.deployment_state}, which refuses any other field).
 *
 * @param deployments agent name to entry
 * @param version {@code 1.0}
 */
record SharedFile(SortedMap<String, Entry> deployments, String version) {
  static final String WAY_OUT =
      "restore the file from a backup, or move it away: releases.json beside it knows what this tool deployed, and the"
          + " file is written anew by the next deploy";

  /** The providers that the other tool knows; it refuses a file that names another. */
  private static final Set<String> PROVIDERS = Set.of("aws", "azure", "gcp");

  SharedFile(@Nullable SortedMap<String, Entry> deployments, @Nullable String version) {
    this.deployments = new TreeMap<>();
    if (deployments != null) {
      this.deployments.putAll(deployments);
    }
    this.version = version == null ? Json.VERSION : version;
    Json.checkVersion(this.version);
    this.deployments.forEach(SharedFile::check);
  }

  static SharedFile empty() {
    return new SharedFile(null, null);
  }

  /**
   * What the other tool can be told of: its own providers, in the stage and the folder that it
   * knows.
   */
  static boolean takes(DeploymentRecord record) {
    return record.key().equals(DeploymentKey.of(record.key().agent()))
        && PROVIDERS.contains(record.service().provider());
  }

  Collection<DeploymentRecord> records() {
    return deployments.entrySet().stream()
        .map(entry -> entry.getValue().toRecord(DeploymentKey.of(entry.getKey())))
        .toList();
  }

  /**
   * This file with all that it should say of these records; entries that did not change stay as
   * they are.
   */
  SharedFile with(Collection<DeploymentRecord> records) {
    SortedMap<String, Entry> next = new TreeMap<>();
    for (DeploymentRecord record : records) {
      if (takes(record)) {
        String agent = record.key().agent();
        Entry old = deployments.get(agent);
        boolean same = old != null && old.toRecord(record.key()).equals(record);
        next.put(agent, same ? old : Entry.of(record));
      }
    }
    return new SharedFile(next, version);
  }

  private static void check(String agent, @Nullable Entry entry) {
    if (agent.isBlank()) {
      throw new IllegalArgumentException("an agent's name is blank");
    }
    if (entry == null) {
      throw new IllegalArgumentException("the record of '" + agent + "' is null");
    }
  }

  /** One record. The times may be absent: they then count as long ago. */
  record Entry(
      String configHash,
      @Nullable Instant createdAt,
      String imageUri,
      String provider,
      String serviceId,
      String serviceName,
      String status,
      @Nullable Instant updatedAt,
      @Nullable URI url) {

    Entry {
      Required.value(configHash, "config_hash");
      Required.value(imageUri, "image_uri");
      Required.value(provider, "provider");
      if (!PROVIDERS.contains(provider)) {
        throw new IllegalArgumentException(
            "the provider '" + provider + "' is none of aws, azure, gcp");
      }
      Required.nonBlank(serviceId, "service_id");
      Required.nonBlank(serviceName, "service_name");
      Required.value(status, "status");
    }

    static Entry of(DeploymentRecord record) {
      DeployedService service = record.service();
      return new Entry(
          service.configHash(),
          record.createdAt(),
          service.imageUri(),
          service.provider(),
          service.serviceId().value(),
          service.serviceName().value(),
          service.statusWord(),
          record.updatedAt(),
          service.url().orElse(null));
    }

    DeploymentRecord toRecord(DeploymentKey key) {
      Instant created = createdAt == null ? Instant.EPOCH : createdAt;
      return new DeploymentRecord(
          key,
          new DeployedService(
              provider,
              new ServiceId(serviceId),
              new ServiceName(serviceName),
              Optional.ofNullable(url),
              StatusWords.state(status),
              status,
              imageUri,
              configHash),
          created,
          updatedAt == null ? created : updatedAt);
    }
  }
}
