package ai.holodeck.deploy.dockerfile;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of an agent's image: those of the OCI image specification 1.1 ("Annotations") and our
 * own. Immutable.
 *
 * @param title the agent's name
 * @param version the tag
 * @param created when it was built, if that is to be said
 * @param source URL of the source repository, without user info
 * @param revision the full commit
 * @param inputs digest of everything that goes into the build, by which an unchanged image is
 *     recognised
 */
public record OciLabels(
    String title,
    String version,
    Optional<Instant> created,
    Optional<String> source,
    Optional<String> revision,
    Optional<String> inputs) {
  /** {@code com.holodeck.managed}: marks images that this tool built. */
  public static final String MANAGED = "com.holodeck.managed";

  /** {@code com.holodeck.inputs}. */
  public static final String INPUTS = "com.holodeck.inputs";

  /** {@code org.opencontainers.image.revision}. */
  public static final String REVISION = "org.opencontainers.image.revision";

  /** {@code org.opencontainers.image.created}. */
  public static final String CREATED = "org.opencontainers.image.created";

  private static final String OCI = "org.opencontainers.image.";

  /** The labels of an agent at a version, with nothing else known. */
  public static OciLabels of(String agentName, String version) {
    return new OciLabels(
        agentName, version, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The same at a revision; the counterpart of the reference's {@code source_sha}. */
  public OciLabels atRevision(String commit) {
    return new OciLabels(title, version, created, source, Optional.of(commit), inputs);
  }

  /**
   * Name to value, in the order in which they are written; times in RFC 3339, UTC, whole seconds.
   */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(OCI + "title", title);
    map.put(OCI + "version", version);
    created.ifPresent(
        time ->
            map.put(
                CREATED,
                DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS))));
    source.ifPresent(url -> map.put(OCI + "source", url));
    revision.ifPresent(commit -> map.put(REVISION, commit));
    map.put(MANAGED, "true");
    inputs.ifPresent(digest -> map.put(INPUTS, digest));
    return Collections.unmodifiableMap(map);
  }
}
