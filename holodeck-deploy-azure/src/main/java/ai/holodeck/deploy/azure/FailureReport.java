package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.DeployException;
import com.azure.resourcemanager.appcontainers.fluent.models.ReplicaInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.ReplicaContainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What is known of a revision that failed: its states, its replicas, its last lines. */
final class FailureReport {
  private static final int LAST_LINES = 50;

  private final ContainerApps apps;
  private final AppLogs logs;

  FailureReport(ContainerApps apps, AppLogs logs) {
    this.apps = apps;
    this.logs = logs;
  }

  List<String> lines(AppId id, String revision) {
    List<String> lines = new ArrayList<>();
    add(
        lines,
        "its revision cannot be read",
        () -> apps.revision(id, revision).ifPresent(found -> states(found, lines)));
    add(
        lines,
        "its replicas cannot be read",
        () -> apps.replicas(id, revision).forEach(found -> states(found, lines)));
    add(
        lines,
        "its lines cannot be read",
        () -> lines.addAll(logs.lastOf(id, revision, LAST_LINES)));
    return lines;
  }

  private static void states(RevisionInner revision, List<String> lines) {
    lines.add(RevisionLook.words(revision));
    if (revision.provisioningError() != null) {
      lines.add("provisioning error: " + revision.provisioningError());
    }
  }

  private static void states(ReplicaInner replica, List<String> lines) {
    String name = "replica " + replica.name() + ": ";
    lines.add(
        name
            + replica.runningState()
            + (replica.runningStateDetails() == null ? "" : ", " + replica.runningStateDetails()));
    for (ReplicaContainer container :
        Objects.requireNonNullElse(replica.containers(), List.<ReplicaContainer>of())) {
      lines.add(
          name
              + "container "
              + container.name()
              + ": "
              + container.runningState()
              + (container.runningStateDetails() == null
                  ? ""
                  : ", " + container.runningStateDetails())
              + ", started again "
              + Objects.requireNonNullElse(container.restartCount(), 0)
              + " times");
    }
  }

  private static void add(List<String> lines, String otherwise, Runnable part) {
    try {
      part.run();
    } catch (DeployException e) {
      lines.add("(" + otherwise + ": " + e.what() + ")");
    }
  }
}
