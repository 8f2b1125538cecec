package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.environment.SecretMask;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ListedService;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceLister;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs services as container apps. A service's id is the app's resource id. Azure's libraries are
 * loaded by the first call, not before.
 */
final class AzureDeployer implements Deployer, LogSource, ServiceLister {
  private final AzureSettings settings;
  private final Once<Gateway> gateway;

  AzureDeployer(AzureSettings settings, Variables variables) {
    this.settings = settings;
    this.gateway = new Once<>(() -> new Gateway(settings, variables));
  }

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    DeployChecks.check(request);
    SecretMask mask = request.mask();
    mask.warnings().forEach(text -> listener.onProgress(ServiceState.PROVISIONING, text));
    try {
      return gateway
          .get()
          .deploy(request, (state, message) -> listener.onProgress(state, mask.mask(message)));
    } catch (DeployException e) {
      throw mask.mask(e);
    }
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return AppName.isValid(name.value())
        ? gateway.get().find(settings.app(name.value()))
        : Optional.empty();
  }

  @Override
  public List<ListedService> list() {
    return gateway.get().list();
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    return AppId.parse(id)
        .flatMap(app -> gateway.get().status(app))
        .orElseGet(
            () ->
                new ServiceStatus(ServiceState.UNKNOWN, "no such container app", Optional.empty()));
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    return AppId.parse(id)
        .map(app -> gateway.get().destroy(app))
        .orElse(DestroyResult.ALREADY_GONE);
  }

  @Override
  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
    AppId app = AppId.parse(id).orElseThrow(() -> LogErrors.notDeployed(id.value()));
    gateway.get().stream(app, request, sink);
  }
}
