package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ListedService;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A connection to Azure, and what a deployer does over it. Each method has a token first. */
final class Gateway {
  /** A call with its retries. */
  private static final int CALLS_PER_PATIENCE = 4;

  private final AzureSettings settings;
  private final ContainerApps apps;
  private final AppLogs logs;

  Gateway(AzureSettings settings, Variables variables) {
    this.settings = settings;
    this.apps =
        new ContainerApps(
            new Session(settings, variables),
            new Calls(settings.callTimeout().multipliedBy(CALLS_PER_PATIENCE)));
    this.logs = new AppLogs(apps, settings);
  }

  Deployment deploy(DeployRequest request, DeployListener listener) {
    ContainerApps bounded =
        request.deadline().isZero() ? apps : apps.with(new Calls(shorter(request.deadline())));
    bounded.logIn();
    return new Release(bounded, logs, settings, request, listener).run();
  }

  private Duration shorter(Duration deadline) {
    Duration patience = settings.callTimeout().multipliedBy(CALLS_PER_PATIENCE);
    return deadline.compareTo(patience) < 0 ? deadline : patience;
  }

  Optional<FoundService> find(AppId id) {
    apps.logIn();
    return apps.read(id).map(read -> found(id, read.app()));
  }

  Optional<ServiceStatus> status(AppId id) {
    apps.logIn();
    return apps.read(id).map(read -> found(id, read.app()).status());
  }

  List<ListedService> list() {
    apps.logIn();
    return apps.list(settings.subscriptionId(), settings.resourceGroup().name()).stream()
        .sorted(Comparator.comparing(ContainerAppInner::name))
        .flatMap(this::listed)
        .toList();
  }

  DestroyResult destroy(AppId id) {
    apps.logIn();
    if (apps.read(id).isEmpty()) {
      return DestroyResult.ALREADY_GONE;
    }
    new Operation(apps, settings.pollInterval()).untilDone("delete " + id, apps.delete(id));
    return DestroyResult.DELETED;
  }

  void stream(AppId id, LogRequest request, Consumer<LogLine> sink) {
    apps.logIn();
    logs.stream(id, request, sink);
  }

  private Stream<ListedService> listed(ContainerAppInner app) {
    AppId id = settings.app(app.name());
    return AppTags.owner(AppTags.on(app)).stream()
        .map(owner -> new ListedService(new ServiceName(app.name()), owner, found(id, app)));
  }

  /** The newest; or what serves, when the newest is neither healthy nor coming up. */
  private FoundService found(AppId id, ContainerAppInner app) {
    Optional<RevisionInner> newest =
        Optional.ofNullable(app.latestRevisionName())
            .filter(name -> !name.isEmpty())
            .flatMap(name -> apps.revision(id, name));
    ServiceStatus status = RevisionLook.status(app, newest);
    return older(id, app, newest, status)
        .orElseGet(
            () ->
                new FoundService(
                    id.serviceId(),
                    AppTags.release(AppTags.on(app)),
                    named(app, RevisionLook.image(Optional.ofNullable(app.template()))),
                    status));
  }

  private Optional<FoundService> older(
      AppId id, ContainerAppInner app, Optional<RevisionInner> newest, ServiceStatus status) {
    if (status.state() != ServiceState.FAILED && status.state() != ServiceState.DEGRADED) {
      return Optional.empty();
    }
    return Serving.of(id, app)
        .filter(serving -> !serving.revision().equals(app.latestRevisionName()))
        .flatMap(
            serving ->
                apps.revision(id, serving.revision())
                    .filter(found -> RevisionLook.state(found) == ServiceState.RUNNING)
                    .map(
                        found ->
                            new FoundService(
                                id.serviceId(),
                                serving.release(),
                                RevisionLook.image(Optional.ofNullable(found.template())),
                                new ServiceStatus(
                                    ServiceState.DEGRADED,
                                    RevisionLook.words(found)
                                        + "; the newest does not serve, "
                                        + newest.map(RevisionLook::words).orElse("it is not there"),
                                    status.url()))));
  }

  /** By name and digest: the name is in a tag, as the template has the digest only. */
  private static String named(ContainerAppInner app, String running) {
    int at = running.indexOf('@');
    String named = AppTags.on(app).getOrDefault(AppTags.IMAGE, "");
    return at > 0 && named.startsWith(running.substring(0, at) + ":")
        ? named + running.substring(at)
        : running;
  }
}
