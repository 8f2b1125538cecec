package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.operation.DestroyReport.Outcome;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Removes a deployed agent's service, by its recorded id. Removing what is gone is no error. */
public final class DestroyAgent {
  private final Adapters adapters;
  private final Clock clock;

  /** Works with these adapters. */
  public DestroyAgent(Adapters adapters, Clock clock) {
    this.adapters = adapters;
    this.clock = clock;
  }

  /** Whose records a folder may hold. */
  public enum Folder {
    /** Its own: a record of a service that was deployed from another folder is refused. */
    UNMOVED,
    /** Those of the place it was moved from. */
    MOVED
  }

  /**
   * Removes the service, with the lock held and an intent written before the provider is called.
   *
   * @param folder whether the folder was moved since the deploy
   * @param lockPatience how long to wait for somebody else's deploy of the same agent
   * @throws ai.holodeck.deploy.error.DeployException as {@link Deployer#destroy}; {@code LOCKED},
   *     {@code RECORD_CONFLICT}
   */
  public DestroyReport run(
      AgentProject project, Folder folder, Duration lockPatience, OperationListener listener) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    if (recorded(target).isEmpty() && target.stores().releases().open(target.key()).isEmpty()) {
      letGoOfFailed(target, listener);
      return new DestroyReport(Outcome.NOTHING_DEPLOYED, Optional.empty());
    }
    try (DeploymentLock.Held lock =
        target
            .stores()
            .lock()
            .acquire(target.key(), "destroy", lockPatience, listener::onLockWait)) {
      OpenReleases.pickUp(target, listener);
      Optional<DeploymentRecord> record = recorded(target);
      if (record.isEmpty()) {
        KeptImages.letGo(adapters, target, listener);
        return new DestroyReport(Outcome.NOTHING_DEPLOYED, Optional.empty());
      }
      if (folder == Folder.UNMOVED) {
        RecordConflict.refuseCopy(target, record.get().service());
      }
      lock.check();
      return destroy(target, record.get(), listener);
    }
  }

  private static Optional<DeploymentRecord> recorded(DeploymentTarget target) {
    return target
        .stores()
        .records()
        .find(target.key())
        .filter(found -> found.service().state() != ServiceState.DELETED);
  }

  /** Of deploys that all failed nothing is recorded, but their images are kept. */
  private void letGoOfFailed(DeploymentTarget target, OperationListener listener) {
    boolean deployedLast =
        target.stores().releases().history(target.key()).stream()
            .findFirst()
            .filter(newest -> newest.kind() == Release.Kind.DEPLOY)
            .isPresent();
    if (deployedLast) {
      KeptImages.letGo(adapters, target, listener);
    }
  }

  private DestroyReport destroy(
      DeploymentTarget target, DeploymentRecord record, OperationListener listener) {
    Deployer deployer = target.deployerOf(record);
    Release intent =
        Release.of(
                ReleaseId.random(),
                target.key(),
                Release.Kind.DESTROY,
                record.service().provider(),
                record.service().serviceName())
            .configHash(record.service().configHash())
            .started(System.getProperty("user.name", ""), clock.instant())
            .build();
    target.stores().releases().begin(intent);
    DestroyResult result;
    try {
      result = deployer.destroy(record.service().serviceId());
    } catch (RuntimeException e) {
      OpenReleases.afterFailure(target, intent, e);
      throw e;
    }
    Uninterrupted.run(
        () -> {
          target.stores().records().save(target.key(), record.service().in(ServiceState.DELETED));
          target.stores().releases().settle(intent.id(), Release.Outcome.SUCCEEDED, "");
          KeptImages.letGo(adapters, target, listener);
        });
    return new DestroyReport(
        result == DestroyResult.DELETED ? Outcome.DELETED : Outcome.ALREADY_GONE,
        Optional.of(record.service().serviceName()));
  }
}
