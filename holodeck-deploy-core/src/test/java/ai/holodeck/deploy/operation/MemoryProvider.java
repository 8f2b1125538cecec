package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A provider in memory that can be told to fail before or after it has started a service. */
final class MemoryProvider implements DeployerFactory, Deployer {
  record NoSettings() {}

  final Map<ServiceName, FoundService> services = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
  List<EnvironmentVariable> lastEnvironment = List.of();
  Consumer<DeployRequest> beforeStart = request -> {};
  Consumer<DeployRequest> afterStart = request -> {};
  Runnable beforeDestroy = () -> {};
  Runnable onFind = () -> {};
  String namePrefix = "svc-";

  @Override
  public String provider() {
    return "memory";
  }

  @Override
  public Set<Capability> capabilities() {
    return capabilities;
  }

  @Override
  public Class<? extends Record> settingsType() {
    return NoSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return new ServiceName(namePrefix + owner.agent());
  }

  @Override
  public Deployer create(TargetSettings settings) {
    return this;
  }

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    calls.add("deploy");
    lastEnvironment = request.environment();
    beforeStart.accept(request);
    ServiceStatus status =
        new ServiceStatus(
            ServiceState.RUNNING, "up", Optional.of(URI.create("http://127.0.0.1:1234")));
    ServiceId id = new ServiceId("id-" + request.releaseId());
    services.put(
        request.name(),
        new FoundService(id, Optional.of(request.releaseId()), request.image().uri(), status));
    afterStart.accept(request);
    return new Deployment(id, request.name(), status);
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    calls.add("find");
    onFind.run();
    return Optional.ofNullable(services.get(name));
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    calls.add("status");
    return services.values().stream()
        .filter(service -> service.id().equals(id))
        .map(FoundService::status)
        .findFirst()
        .orElse(new ServiceStatus(ServiceState.UNKNOWN, "no such service", Optional.empty()));
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    calls.add("destroy");
    beforeDestroy.run();
    return services.values().removeIf(service -> service.id().equals(id))
        ? DestroyResult.DELETED
        : DestroyResult.ALREADY_GONE;
  }
}
