package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.SecretMask;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One deploy. In single revision mode Azure leaves the traffic with the previous revision until the
 * new one is ready; a new one that fails is taken back by putting the app as it was.
 */
final class Release {
  private final ContainerApps apps;
  private final AppLogs logs;
  private final AzureSettings settings;
  private final DeployRequest request;
  private final DeployListener listener;
  private final AppId id;

  Release(
      ContainerApps apps,
      AppLogs logs,
      AzureSettings settings,
      DeployRequest request,
      DeployListener listener) {
    this.apps = apps;
    this.logs = logs;
    this.settings = settings;
    this.request = request;
    this.listener = listener;
    this.id = settings.app(request.name().value());
  }

  Deployment run() {
    Deadline deadline = Deadline.in(request.deadline());
    Optional<ContainerApps.Read> present = apps.read(id);
    present.ifPresent(found -> requireOwned(found.app()));
    List<Secret> kept = present.isPresent() ? kept() : List.of();
    Optional<ContainerAppInner> before = present.map(found -> copy(found.app()));
    DesiredApp desired = new DesiredApp(settings, request);
    ContainerAppInner app =
        present.map(found -> desired.over(found.app(), kept)).orElseGet(desired::fresh);
    SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner> operation =
        apps.put(id, app, present.flatMap(ContainerApps.Read::etag));
    CandidateWatch watch =
        new CandidateWatch(apps, id, request, deadline, settings.pollInterval(), listener);
    try {
      ServiceStatus status = watch.untilHealthy(operation);
      if (status.state() == ServiceState.RUNNING) {
        listener.onProgress(
            ServiceState.RUNNING, "healthy" + status.url().map(url -> " at " + url).orElse(""));
      }
      return new Deployment(id.serviceId(), request.name(), status);
    } catch (CandidateWatch.Failed failed) {
      throw takenBack(failed.failure(), watch.revision(), before, kept);
    }
  }

  private void requireOwned(ContainerAppInner app) {
    if (!AppTags.isOwner(AppTags.on(app), request.owner())) {
      throw new DeployException(
          CoreError.NOT_OURS,
          id + " belongs to somebody else",
          "rename the agent, or remove that app if nobody needs it");
    }
  }

  private List<Secret> kept() {
    return AppSecrets.kept(apps.secrets(id), apps.revisions(id));
  }

  /** Its mutable model is changed for the new release, and wanted as it was for the way back. */
  private static ContainerAppInner copy(ContainerAppInner app) {
    return BinaryData.fromObject(app).toObject(ContainerAppInner.class);
  }

  private DeployException takenBack(
      DeployException failure,
      String revision,
      Optional<ContainerAppInner> before,
      List<Secret> kept) {
    boolean interrupted = Thread.interrupted();
    try {
      List<String> details = new ArrayList<>(new FailureReport(apps, logs).lines(id, revision));
      try {
        before.ifPresentOrElse(app -> restore(app, kept), this::remove);
      } catch (DeployException e) {
        details.add("(it could not be taken back: " + e.what() + ")");
      }
      return new SecretMask(request.environment())
          .mask(
              new DeployException(
                  failure.code(), failure.what(), failure.remedy(), details, failure.getCause()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void restore(ContainerAppInner before, List<Secret> secrets) {
    listener.onProgress(ServiceState.FAILED, "putting back what was there before");
    before.template().withRevisionSuffix(ReleaseNames.restoredSuffix(request.releaseId()));
    before.configuration().withSecrets(secrets);
    new Operation(apps, settings.pollInterval())
        .untilDone("put back " + id, apps.put(id, before, Optional.empty()));
  }

  private void remove() {
    listener.onProgress(ServiceState.FAILED, "removing what failed");
    new Operation(apps, settings.pollInterval()).untilDone("delete " + id, apps.delete(id));
  }
}
