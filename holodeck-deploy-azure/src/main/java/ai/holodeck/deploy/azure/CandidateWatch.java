package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.azure.core.management.polling.PollResult;
import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import com.azure.resourcemanager.appcontainers.models.ContainerAppProvisioningState;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Follows the revision of a release: first Azure's long operation, which ends when the revision is
 * provisioned, then the revision until the app says that it is ready, which is when it has the
 * traffic.
 */
final class CandidateWatch {
  /** The candidate will not become healthy; the failure is told once its details are known. */
  static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient DeployException failure;

    Failed(DeployException failure) {
      super(failure);
      this.failure = failure;
    }

    DeployException failure() {
      return failure;
    }
  }

  private final ContainerApps apps;
  private final AppId id;
  private final DeployRequest request;
  private final Deadline deadline;
  private final Duration interval;
  private final DeployListener listener;
  private final String revision;
  private String told = "";

  CandidateWatch(
      ContainerApps apps,
      AppId id,
      DeployRequest request,
      Deadline deadline,
      Duration interval,
      DeployListener listener) {
    this.apps = apps;
    this.id = id;
    this.request = request;
    this.deadline = deadline;
    this.interval = interval;
    this.listener = listener;
    this.revision = ReleaseNames.revision(id, ReleaseNames.revisionSuffix(request.releaseId()));
  }

  String revision() {
    return revision;
  }

  /**
   * Waits until the revision is healthy, the deadline passes or the thread is interrupted.
   *
   * @return the status; {@code PROVISIONING} when the wait ended first, then with the interrupt
   *     flag as it was
   * @throws Failed when it will not become healthy
   * @throws DeployException when somebody else has changed the app. That Azure cannot be asked ends
   *     nothing, as it carries on by itself: the deadline does
   */
  ServiceStatus untilHealthy(SyncPoller<PollResult<ContainerAppInner>, ContainerAppInner> operation)
      throws Failed {
    ServiceStatus last = new ServiceStatus(ServiceState.PROVISIONING, "accepted", Optional.empty());
    boolean provisioned = false;
    tell(ServiceState.PROVISIONING, "Azure makes revision " + revision);
    while (!deadline.hasPassed() && !Thread.currentThread().isInterrupted()) {
      Duration pause = interval;
      try {
        if (!provisioned) {
          PollResponse<PollResult<ContainerAppInner>> answer =
              bounded().look("say how far " + id + " is", operation);
          provisioned = isDone(answer);
          pause = Objects.requireNonNullElse(answer.getRetryAfter(), interval);
        }
        last = look(provisioned);
      } catch (DeployException e) {
        if (e.code() == CoreError.INTERRUPTED) {
          break;
        }
        if (e.code() == CoreError.DEPLOY_FAILED || e.code() == AzureError.AZURE_CONFLICT) {
          throw e;
        }
        tell(ServiceState.PROVISIONING, "cannot look: " + e.what());
      }
      if (last.state() == ServiceState.RUNNING) {
        return last;
      }
      if (!rest(pause)) {
        break;
      }
    }
    return new ServiceStatus(ServiceState.PROVISIONING, last.providerWord(), last.url());
  }

  private boolean isDone(PollResponse<PollResult<ContainerAppInner>> answer) throws Failed {
    LongRunningOperationStatus status = answer.getStatus();
    if (!status.isComplete()) {
      return false;
    }
    if (!LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(status)) {
      PollResult.Error error = answer.getValue() == null ? null : answer.getValue().getError();
      if (error != null && error.getResponseStatusCode() >= 400) {
        // The client gives up an operation that it cannot ask about; app and revision say the rest.
        return true;
      }
      String message =
          error == null
              ? status.toString()
              : Objects.requireNonNullElse(error.getResponseBody(), error.getMessage());
      throw new Failed(AzureErrors.operationFailed("create or update " + id, message));
    }
    return true;
  }

  private ServiceStatus look(boolean provisioned) throws Failed {
    ContainerAppInner app = bounded().read(id).orElseThrow(this::removed).app();
    if (!AppTags.release(AppTags.on(app)).equals(Optional.of(request.releaseId()))) {
      throw replaced();
    }
    Optional<RevisionInner> candidate = bounded().revision(id, revision);
    ServiceStatus status = RevisionLook.status(app, candidate);
    boolean neverMade =
        candidate.isEmpty() && ContainerAppProvisioningState.FAILED.equals(app.provisioningState());
    if (status.state() == ServiceState.FAILED || neverMade) {
      throw new Failed(notHealthy(candidate));
    }
    boolean ready = provisioned && revision.equals(app.latestReadyRevisionName());
    ServiceState state =
        ready || status.state() != ServiceState.RUNNING
            ? status.state()
            : ServiceState.PROVISIONING;
    if (state != ServiceState.RUNNING) {
      tell(state, status.providerWord());
    }
    return new ServiceStatus(state, status.providerWord(), status.url());
  }

  /** No look outlasts the deadline. */
  private ContainerApps bounded() {
    return apps.with(new Calls(deadline.left()));
  }

  private void tell(ServiceState state, String message) {
    if (!message.equals(told)) {
      told = message;
      listener.onProgress(state, message);
    }
  }

  /** False when the pause was cut short by an interrupt, whose flag is set again. */
  private boolean rest(Duration pause) {
    Duration left = deadline.left();
    try {
      Thread.sleep((pause.compareTo(left) < 0 ? pause : left).toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private DeployException notHealthy(Optional<RevisionInner> candidate) {
    String error = candidate.map(RevisionInner::provisioningError).orElse("");
    return AzureErrors.failed(
        "the new revision of service '"
            + request.name()
            + "' failed: "
            + (error.isEmpty()
                ? candidate.map(RevisionLook::words).orElse("Azure has not made it")
                : error),
        error,
        "correct what its last lines say, then deploy again");
  }

  private DeployException removed() {
    return new DeployException(
        CoreError.DEPLOY_FAILED,
        id + " was removed while it started",
        "deploy again, and let nobody else remove it meanwhile");
  }

  private DeployException replaced() {
    return new DeployException(
        AzureError.AZURE_CONFLICT,
        "somebody else has deployed " + id + " while it started",
        "look at it with 'holodeck status', then deploy again if need be");
  }
}
