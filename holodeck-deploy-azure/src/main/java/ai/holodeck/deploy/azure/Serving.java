package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.ReleaseId;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import java.util.Optional;

/**
 * Which revision of an app has the traffic, and of which release it is. The app's tags tell the
 * newest release; of the one that serves while the newest comes up, the newest has noted it.
 *
 * @param release empty when the tags do not tell
 */
record Serving(String revision, Optional<ReleaseId> release) {
  /** Empty while no revision has been ready. */
  static Optional<Serving> of(AppId id, ContainerAppInner app) {
    return RevisionLook.ready(app).map(ready -> new Serving(ready, releaseOf(id, app, ready)));
  }

  private static Optional<ReleaseId> releaseOf(AppId id, ContainerAppInner app, String ready) {
    Optional<ReleaseId> newest = AppTags.release(AppTags.on(app));
    boolean isNewest =
        ready.equals(app.latestRevisionName())
            || newest
                .map(release -> ReleaseNames.revision(id, ReleaseNames.revisionSuffix(release)))
                .filter(ready::equals)
                .isPresent();
    return isNewest ? newest : AppTags.served(AppTags.on(app), ready);
  }
}
