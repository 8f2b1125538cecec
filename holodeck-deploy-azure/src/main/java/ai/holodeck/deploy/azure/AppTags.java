package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceOwner;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is written on an app: whose it is, which release started it, and its image by name. */
final class AppTags {
  static final String MANAGED = "com.holodeck.managed";
  static final String PROJECT = "com.holodeck.project";
  static final String STAGE = "com.holodeck.stage";
  static final String AGENT = "com.holodeck.agent";
  static final String RELEASE = "com.holodeck.release";
  static final String SERVED = "com.holodeck.served";
  static final String IMAGE = "com.holodeck.image";

  /** Of a tag's value (Azure Resource Manager, "Use tags to organize your Azure resources"). */
  private static final int LONGEST = 256;

  private AppTags() {}

  static Map<String, String> of(DeployRequest request) {
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put(MANAGED, "true");
    tags.put(PROJECT, request.owner().project());
    tags.put(STAGE, cut(request.owner().stage()));
    tags.put(AGENT, cut(request.owner().agent()));
    tags.put(RELEASE, request.releaseId().value());
    tags.put(IMAGE, cut(request.image().reference().toString()));
    return tags;
  }

  /** The tags of an app, ours and others. */
  static Map<String, String> on(ContainerAppInner app) {
    return app.tags() == null ? Map.of() : app.tags();
  }

  static boolean isOwner(Map<String, String> tags, ServiceOwner owner) {
    return owner.project().equals(tags.get(PROJECT))
        && cut(owner.stage()).equals(tags.get(STAGE))
        && cut(owner.agent()).equals(tags.get(AGENT));
  }

  /** Whose it is; empty when a tag is missing or was written by somebody else. */
  static Optional<ServiceOwner> owner(Map<String, String> tags) {
    try {
      return Optional.of(
          new ServiceOwner(
              tags.getOrDefault(PROJECT, ""),
              tags.getOrDefault(STAGE, ""),
              tags.getOrDefault(AGENT, "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Notes what serves while the next release comes up. */
  static String servedBy(ReleaseId release, String revision) {
    return release + "/" + revision;
  }

  /** The release that was noted of a revision. */
  static Optional<ReleaseId> served(Map<String, String> tags, String revision) {
    String noted = tags.getOrDefault(SERVED, "");
    return noted.endsWith("/" + revision)
        ? release(Map.of(RELEASE, noted.substring(0, noted.length() - revision.length() - 1)))
        : Optional.empty();
  }

  /** The release; empty when the tag is missing or was written by somebody else. */
  static Optional<ReleaseId> release(Map<String, String> tags) {
    try {
      return Optional.ofNullable(tags.get(RELEASE)).map(ReleaseId::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
