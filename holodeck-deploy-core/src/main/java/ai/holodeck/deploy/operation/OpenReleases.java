package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.Release.Outcome;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
        : settleDeploy(target, release, found, unsuccessful);
  }

  private static String settleDeploy(
      DeploymentTarget target,
      Release release,
      Optional<FoundService> found,
      Outcome unsuccessful) {
    found.ifPresent(service -> recordWhatServes(target, release, service));
    Optional<FoundService> own =
        found.filter(service -> service.releaseId().equals(Optional.of(release.id())));
    boolean healthy =
        own.map(service -> service.status().state() == ServiceState.RUNNING).orElse(false);
    String note =
        own.map(service -> "its service is " + service.status().state() + " and recorded now")
            .orElse("it left no service");
    target
        .stores()
        .releases()
        .settle(release.id(), healthy ? Outcome.SUCCEEDED : unsuccessful, note);
    return note;
  }

  /**
   * Whichever release it is of: a candidate that was recorded may have made way for its predecessor
   * since.
   */
  private static void recordWhatServes(
      DeploymentTarget target, Release settled, FoundService service) {
    Stream.concat(Stream.of(settled), target.stores().releases().history(target.key()).stream())
        .filter(release -> service.releaseId().equals(Optional.of(release.id())))
        .findFirst()
        .ifPresent(
            release ->
                target
                    .stores()
                    .records()
                    .save(target.key(), recordOf(release, service.id(), service.status())));
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

  /** What is remembered of the service that a release started. */
  static DeployedService recordOf(Release release, ServiceId id, ServiceStatus status) {
    return new DeployedService(
        release.provider(),
        id,
        release.serviceName(),
        status.url(),
        status.state(),
        status.state().name(),
        release.image().map(ImageRef::uri).orElse(""),
        release.configHash());
  }
}
