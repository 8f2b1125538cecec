package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.Release.Outcome;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.util.Locale;
import java.util.Optional;

/**
 * Settles releases that did not come to their end. What runs at the provider decides: a service
 * that carries the release's id is recorded, so that it is never lost. Called with the lock held.
 */
final class OpenReleases {
  private OpenReleases() {}

  /** Picks up what an interrupted command left. */
  static void pickUp(DeploymentTarget target, OperationListener listener) {
    target
        .stores()
        .releases()
        .open(target.key())
        .ifPresent(
            release ->
                listener.onNotice(
                    "an interrupted "
                        + release.kind().name().toLowerCase(Locale.ROOT)
                        + ", started by "
                        + release.user()
                        + " at "
                        + release.startedAt()
                        + ", was found: "
                        + settle(target, release, Outcome.ABANDONED)));
  }

  /**
   * Settles a release whose call to the provider failed. When the provider or the store cannot be
   * asked the release stays open for the next command, and the failure says so by its suppressed
   * exception.
   */
  static void afterFailure(DeploymentTarget target, Release release, RuntimeException failure) {
    Uninterrupted.run(
        () -> {
          try {
            settle(target, release, Outcome.FAILED);
          } catch (RuntimeException e) {
            failure.addSuppressed(e);
          }
        });
  }

  private static String settle(DeploymentTarget target, Release release, Outcome unsuccessful) {
    Optional<FoundService> found =
        target.deployerOf(release.provider()).find(release.serviceName());
    return release.kind() == Release.Kind.DESTROY
        ? settleDestroy(target, release, found, unsuccessful)
        : settleDeploy(
            target,
            release,
            found.filter(service -> service.releaseId().equals(Optional.of(release.id()))),
            unsuccessful);
  }

  private static String settleDeploy(
      DeploymentTarget target,
      Release release,
      Optional<FoundService> found,
      Outcome unsuccessful) {
    found.ifPresent(
        service -> target.stores().records().save(target.key(), recordOf(release, service)));
    boolean healthy =
        found.map(service -> service.status().state() == ServiceState.RUNNING).orElse(false);
    String note =
        found
            .map(service -> "its service is " + service.status().state() + " and recorded now")
            .orElse("it left no service");
    target
        .stores()
        .releases()
        .settle(release.id(), healthy ? Outcome.SUCCEEDED : unsuccessful, note);
    return note;
  }

  private static String settleDestroy(
      DeploymentTarget target,
      Release release,
      Optional<FoundService> found,
      Outcome unsuccessful) {
    if (found.isEmpty()) {
      target
          .stores()
          .records()
          .find(target.key())
          .map(record -> record.service().in(ServiceState.DELETED))
          .ifPresent(service -> target.stores().records().save(target.key(), service));
    }
    String note = found.isPresent() ? "its service is still there" : "its service is gone";
    target
        .stores()
        .releases()
        .settle(release.id(), found.isPresent() ? unsuccessful : Outcome.SUCCEEDED, note);
    return note;
  }

  private static DeployedService recordOf(Release release, FoundService service) {
    return new DeployedService(
        release.provider(),
        service.id(),
        release.serviceName(),
        service.status().url(),
        service.status().state(),
        service.status().state().name(),
        release.imageUri(),
        release.configHash());
  }
}
