package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is written on the containers of a service: whose it is, and what is needed to look after it
 * without the agent file. {@link #MANAGED} alone proves nothing, as images carry it too and
 * containers inherit it.
 */
final class ServiceLabels {
  static final String MANAGED = "com.holodeck.managed";
  static final String SERVICE = "com.holodeck.service";
  static final String PROJECT = "com.holodeck.project";
  static final String STAGE = "com.holodeck.stage";
  static final String AGENT = "com.holodeck.agent";
  static final String RELEASE = "com.holodeck.release";
  static final String IMAGE = "com.holodeck.image";
  static final String PORT = "com.holodeck.port";
  static final String HEALTH = "com.holodeck.health";

  private ServiceLabels() {}

  static Map<String, String> of(DeployRequest request) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put(MANAGED, "true");
    labels.put(SERVICE, request.name().value());
    labels.put(PROJECT, request.owner().project());
    labels.put(STAGE, request.owner().stage());
    labels.put(AGENT, request.owner().agent());
    labels.put(RELEASE, request.releaseId().value());
    labels.put(IMAGE, request.image().uri());
    labels.put(PORT, String.valueOf(request.port()));
    labels.put(HEALTH, request.healthPath());
    return labels;
  }

  static boolean isOwner(Map<String, String> labels, ServiceOwner owner) {
    return owner.project().equals(labels.get(PROJECT))
        && owner.stage().equals(labels.get(STAGE))
        && owner.agent().equals(labels.get(AGENT));
  }

  /** Whose it is; empty when a label is missing or was written by somebody else. */
  static Optional<ServiceOwner> owner(Map<String, String> labels) {
    try {
      return Optional.of(
          new ServiceOwner(
              labels.getOrDefault(PROJECT, ""),
              labels.getOrDefault(STAGE, ""),
              labels.getOrDefault(AGENT, "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isPartOf(Map<String, String> labels, ServiceName name) {
    return name.value().equals(labels.get(SERVICE));
  }

  /** The release; empty when the label is missing or was written by somebody else. */
  static Optional<ReleaseId> release(Map<String, String> labels) {
    try {
      return Optional.ofNullable(labels.get(RELEASE)).map(ReleaseId::new);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<Integer> port(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(PORT))
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(Integer::valueOf);
  }

  static Optional<String> health(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(HEALTH)).filter(path -> path.startsWith("/"));
  }
}
