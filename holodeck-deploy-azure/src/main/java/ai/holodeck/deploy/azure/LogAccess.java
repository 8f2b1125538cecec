package ai.holodeck.deploy.azure;

import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.ReplicaInner;
import com.azure.resourcemanager.appcontainers.models.ReplicaContainer;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an app's logs are, and the token that opens them: one of the app's own, not the resource
 * manager's, and good for a while only.
 */
record LogAccess(AppId id, String revision, String base, String token) {
  /** Empty when there is no such app. */
  static Optional<LogAccess> to(ContainerApps apps, AppId id) {
    Optional<ContainerAppInner> app = apps.read(id).map(ContainerApps.Read::app);
    return app.flatMap(
        found ->
            apps.authToken(id)
                .map(
                    token ->
                        new LogAccess(
                            id,
                            AppLogs.revisionOf(found),
                            base(found),
                            Objects.requireNonNullElse(token.token(), ""))));
  }

  private static String base(ContainerAppInner app) {
    String events = Objects.requireNonNullElse(app.eventStreamEndpoint(), "");
    int end = events.indexOf("/subscriptions/");
    return end < 0 ? events : events.substring(0, end);
  }

  /** What the system says of the app. */
  URI events() {
    return URI.create(path() + "/eventstream");
  }

  /** The consoles of a revision's replicas, by replica. */
  Map<String, URI> consoles(ContainerApps apps, String ofRevision) {
    Map<String, URI> consoles = new LinkedHashMap<>();
    for (ReplicaInner replica : apps.replicas(id, ofRevision)) {
      for (ReplicaContainer container :
          Objects.requireNonNullElse(replica.containers(), List.<ReplicaContainer>of())) {
        if (AppTemplate.CONTAINER.equals(container.name())) {
          consoles.put(replica.name(), console(ofRevision, replica, container));
        }
      }
    }
    return consoles;
  }

  private URI console(String ofRevision, ReplicaInner replica, ReplicaContainer container) {
    return URI.create(
        Objects.requireNonNullElseGet(
            container.logStreamEndpoint(),
            () ->
                path()
                    + "/revisions/"
                    + ofRevision
                    + "/replicas/"
                    + replica.name()
                    + "/containers/"
                    + container.name()
                    + "/logstream"));
  }

  private String path() {
    return base
        + "/subscriptions/"
        + id.subscription()
        + "/resourceGroups/"
        + id.group()
        + "/containerApps/"
        + id.name();
  }

  static URI query(URI address, boolean follow, int tail) {
    return URI.create(
        address
            + (address.getQuery() == null ? "?" : "&")
            + "follow="
            + follow
            + "&output=json&tailLines="
            + tail);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "logs of " + id;
  }
}
