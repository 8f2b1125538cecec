package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.BinaryData;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import java.util.Optional;

/**
 * One deploy. In single revision mode Azure leaves the traffic with the previous revision until the
 * new one is ready; a new one that fails is taken back by putting the app as it was.
 */
final class Release {
  /** How often the app is read anew because somebody else has changed it meanwhile. */
  private static final int TRIES = 3;

  private final ContainerApps apps;
  private final AzureSettings settings;
  private final DeployRequest request;
  private final DeployListener listener;
  private final TakeBack takeBack;
  private final AppId id;

  Release(
      ContainerApps apps,
      AppLogs logs,
      AzureSettings settings,
      DeployRequest request,
      DeployListener listener) {
    this.apps = apps;
    this.settings = settings;
    this.request = request;
    this.listener = listener;
    this.takeBack = new TakeBack(apps, logs, settings, request, listener);
    this.id = settings.app(request.name().value());
  }

  /** What Azure was asked for, and what there was before. */
  private record Started(
      SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner> operation,
      Optional<TakeBack.Before> before) {}

  Deployment run() {
    Deadline deadline = Deadline.in(request.deadline());
    Started started = start();
    CandidateWatch watch =
        new CandidateWatch(apps, id, request, deadline, settings.pollInterval(), listener);
    try {
      ServiceStatus status = watch.untilHealthy(started.operation());
      if (status.state() == ServiceState.RUNNING) {
        listener.onProgress(
            ServiceState.RUNNING, "healthy" + status.url().map(url -> " at " + url).orElse(""));
      }
      return new Deployment(id.serviceId(), request.name(), status);
    } catch (CandidateWatch.Failed failed) {
      throw takeBack.of(failed.failure(), watch.revision(), started.before());
    }
  }

  /**
   * Puts our change over the app as it is. When somebody else has changed a setting between the
   * look and the put, the look is repeated, so that the other change is kept; another deploy is not
   * overrun.
   */
  private Started start() {
    Optional<ReleaseId> seen = Optional.empty();
    for (int tried = 0; tried < TRIES; tried++) {
      Optional<ContainerApps.Read> present = apps.read(id);
      present.ifPresent(found -> requireOwned(found.app()));
      Optional<ReleaseId> now = present.flatMap(found -> AppTags.release(AppTags.on(found.app())));
      if (tried > 0 && !now.equals(seen)) {
        throw changed("somebody else has deployed " + id + " just now");
      }
      seen = now;
      Optional<TakeBack.Before> before = present.map(found -> before(found.app()));
      DesiredApp desired = new DesiredApp(settings, request);
      ContainerAppInner app =
          present
              .flatMap(found -> before.map(was -> desired.over(found.app(), was.secrets())))
              .orElseGet(desired::fresh);
      Optional<SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner>> operation =
          apps.put(id, app, present.flatMap(ContainerApps.Read::etag));
      if (operation.isPresent()) {
        return new Started(operation.get(), before);
      }
      listener.onProgress(
          ServiceState.PROVISIONING, "somebody else has changed the app: reading it again");
    }
    throw changed(
        id + " was changed by somebody else each of the " + TRIES + " times that it was read");
  }

  private static DeployException changed(String what) {
    return new DeployException(
        AzureError.AZURE_CONFLICT,
        what,
        "wait until the other change has ended, then run the command again");
  }

  private void requireOwned(ContainerAppInner app) {
    if (!AppTags.isOwner(AppTags.on(app), request.owner())) {
      throw new DeployException(
          CoreError.NOT_OURS,
          id + " belongs to somebody else",
          "rename the agent, or remove that app if nobody needs it");
    }
  }

  /** A copy: the model is changed for the new release, and wanted as it was for the way back. */
  private TakeBack.Before before(ContainerAppInner app) {
    return new TakeBack.Before(
        BinaryData.fromObject(app).toObject(ContainerAppInner.class),
        AppSecrets.kept(apps.secrets(id), apps.revisions(id)),
        RevisionLook.ready(app).isPresent());
  }
}
