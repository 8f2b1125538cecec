package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.models.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an app whose new revision failed: it is put as it was, or removed when there was
 * none. An identity of its own that was assigned stays, as nobody can give it a role before it
 * exists; and so does a first app that may not pull its image yet.
 */
final class TakeBack {
  /** The app as it was, its secrets with their values, and whether a revision of it was ready. */
  record Before(ContainerAppInner app, List<Secret> secrets, boolean served) {}

  private final ContainerApps apps;
  private final AppLogs logs;
  private final AzureSettings settings;
  private final DeployRequest request;
  private final DeployListener listener;
  private final AppId id;

  TakeBack(
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

  /** The failure with all that is known, after the app was taken back. */
  DeployException of(DeployException failure, String revision, Optional<Before> before) {
    boolean interrupted = Thread.interrupted();
    try {
      List<String> details = new ArrayList<>(new FailureReport(apps, logs).lines(id, revision));
      boolean waits = waitsForRole(failure, before);
      String remedy = waits ? roleFor(details) : failure.remedy();
      if (!waits) {
        try {
          before.ifPresentOrElse(this::restore, this::remove);
        } catch (DeployException e) {
          details.add("(it could not be taken back: " + e.what() + ")");
        }
      }
      return request
          .mask()
          .mask(
              new DeployException(
                  failure.code(), failure.what(), remedy, details, failure.getCause()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean waitsForRole(DeployException failure, Optional<Before> before) {
    return failure.code() == AzureError.AZURE_IMAGE_DENIED
        && settings.registryIdentity().filter(RegistryIdentity::isSystem).isPresent()
        && before.filter(Before::served).isEmpty();
  }

  private String roleFor(List<String> details) {
    String principal = "ID";
    try {
      principal =
          apps.read(id)
              .flatMap(read -> AppIdentity.principal(read.app().identity()))
              .orElse(principal);
    } catch (DeployException e) {
      details.add("(its identity cannot be read: " + e.what() + ")");
    }
    details.add("the app stays, as its identity would go with it");
    return "give the app's own identity the role AcrPull: az role assignment create --assignee-object-id "
        + principal
        + " --assignee-principal-type ServicePrincipal --role AcrPull --scope <resource id of the registry>;"
        + " wait some minutes, then deploy again. A user-assigned identity can have the role beforehand";
  }

  private void restore(Before before) {
    listener.onProgress(ServiceState.FAILED, "putting back what was there before");
    ContainerAppInner app = before.app();
    app.template().withRevisionSuffix(ReleaseNames.restoredSuffix(request.releaseId()));
    app.configuration().withSecrets(before.secrets());
    app.withIdentity(
        AppIdentity.with(
            settings.registryIdentity().filter(RegistryIdentity::isSystem), app.identity()));
    new Operation(apps, settings.pollInterval()).untilDone("put back " + id, apps.replace(id, app));
  }

  private void remove() {
    listener.onProgress(ServiceState.FAILED, "removing what failed");
    new Operation(apps, settings.pollInterval()).untilDone("delete " + id, apps.delete(id));
  }
}
