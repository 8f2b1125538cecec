package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What both files together say.
 *
 * @param records by key, ordered by stage and agent
 * @param releases in the order in which they began
 * @param key the key of fingerprints; empty until one is needed
 */
record Contents(
    SortedMap<DeploymentKey, DeploymentRecord> records,
    List<Release> releases,
    Optional<FingerprintKey> key) {
  private static final Comparator<DeploymentKey> ORDER =
      Comparator.comparing(DeploymentKey::stage)
          .thenComparing(DeploymentKey::agent)
          .thenComparing(key -> key.project().orElse(""))
          .thenComparing(key -> key.project().isPresent());

  Contents {
    SortedMap<DeploymentKey, DeploymentRecord> copy = new TreeMap<>(ORDER);
    copy.putAll(records);
    records = Collections.unmodifiableSortedMap(copy);
    releases = List.copyOf(releases);
  }

  static Contents none() {
    return new Contents(new TreeMap<>(ORDER), List.of(), Optional.empty());
  }

  /**
   * Of two records under one key the one updated later counts; ours when both were at the same
   * time.
   */
  static Contents merge(OwnFile own, SharedFile shared) {
    SortedMap<DeploymentKey, DeploymentRecord> merged = new TreeMap<>(ORDER);
    own.toRecords().forEach(record -> merged.put(record.key(), record));
    shared
        .records()
        .forEach(
            record ->
                merged.merge(
                    record.key(),
                    record,
                    (ours, theirs) ->
                        theirs.updatedAt().isAfter(ours.updatedAt()) ? theirs : ours));
    return new Contents(merged, own.toReleases(), own.toKey());
  }

  Contents with(DeploymentRecord record) {
    SortedMap<DeploymentKey, DeploymentRecord> next = new TreeMap<>(records);
    next.put(record.key(), record);
    return new Contents(next, releases, key);
  }

  Contents without(DeploymentKey gone) {
    SortedMap<DeploymentKey, DeploymentRecord> next = new TreeMap<>(records);
    next.remove(gone);
    return new Contents(next, releases, key);
  }

  Contents withReleases(List<Release> next) {
    return new Contents(records, new ArrayList<>(next), key);
  }

  /** With this key, unless there is one. */
  Contents withKeyIfAbsent(FingerprintKey made) {
    return key.isPresent() ? this : new Contents(records, releases, Optional.of(made));
  }
}
