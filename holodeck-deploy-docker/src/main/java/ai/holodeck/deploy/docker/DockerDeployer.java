package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.ServiceContainers.Place;
import ai.holodeck.deploy.environment.SecretMask;
import ai.holodeck.deploy.error.CoreError;
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
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Runs services as containers. A service's id is the name of its container: it outlives the
 * container that each deploy replaces, and {@code docker logs} takes it too.
 */
final class DockerDeployer implements Deployer, LogSource, ServiceLister {
  /** How long a removal waits for a deploy of the same service to end. */
  private static final Duration DESTROY_PATIENCE = Duration.ofSeconds(30);

  private final Supplier<Engine> engines;
  private final DockerSettings settings;
  private final HealthProbe probe = new HealthProbe();

  DockerDeployer(Supplier<Engine> engines, DockerSettings settings) {
    this.engines = engines;
    this.settings = settings;
  }

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    DeployChecks.check(request);
    SecretMask mask = request.mask();
    mask.warnings().forEach(text -> listener.onProgress(ServiceState.PROVISIONING, text));
    try {
      return deployChecked(request, listener);
    } catch (DeployException e) {
      throw mask.mask(e);
    }
  }

  private Deployment deployChecked(DeployRequest request, DeployListener listener) {
    Deadline deadline = Deadline.in(request.deadline());
    Engine engine = engines.get();
    DeployChecks.checkReach(engine.address(), settings);
    ServiceContainers containers = new ServiceContainers(engine, request.name());
    ServiceLook look = new ServiceLook(engine, probe);
    containers.requireOwned(request.owner());
    String image = RunnableImage.idOf(engine, request.image(), listener);
    return ServiceLocks.holding(
        request.name(),
        deadline,
        () -> {
          containers.requireOwned(request.owner());
          Recovery recovery = new Recovery(containers, look);
          recovery.run();
          Replacement replacement =
              new Replacement(
                  containers,
                  new ContainerMaker(engine, settings, request, image),
                  new PortedStart(engine, settings, containers, deadline),
                  new CandidateWatch(engine, containers, probe, request, deadline, listener),
                  recovery,
                  settings,
                  request,
                  listener);
          return deployment(engine, replacement.run(), request, listener);
        });
  }

  private static Deployment deployment(
      Engine engine, ServiceContainer service, DeployRequest request, DeployListener listener) {
    Optional<URI> url = PublishedUrl.of(engine.address(), service);
    listener.onProgress(
        ServiceState.RUNNING, "healthy" + url.map(value -> " at " + value).orElse(""));
    return new Deployment(
        new ServiceId(request.name().value()),
        request.name(),
        new ServiceStatus(ServiceState.RUNNING, "running", url));
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    Engine engine = engines.get();
    ServiceContainers containers = new ServiceContainers(engine, name);
    return containers
        .current()
        .or(() -> containers.any(Place.SERVICE))
        .map(
            found ->
                new FoundService(
                    new ServiceId(name.value()),
                    ServiceLabels.isPartOf(found.labels(), name)
                        ? ServiceLabels.release(found.labels())
                        : Optional.empty(),
                    found.image(),
                    new ServiceLook(engine, probe).at(found)));
  }

  @Override
  public List<ListedService> list() {
    List<ListedService> listed = new ArrayList<>();
    new ServiceList(engines.get())
        .owners()
        .forEach(
            (name, owner) ->
                find(name).ifPresent(found -> listed.add(new ListedService(name, owner, found))));
    return listed;
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    Engine engine = engines.get();
    return new ServiceContainers(engine, new ServiceName(id.value()))
        .current()
        .map(found -> new ServiceLook(engine, probe).at(found))
        .orElseGet(
            () -> new ServiceStatus(ServiceState.UNKNOWN, "no such container", Optional.empty()));
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    ServiceName name = new ServiceName(id.value());
    ServiceContainers containers = new ServiceContainers(engines.get(), name);
    return ServiceLocks.holding(name, Deadline.in(DESTROY_PATIENCE), () -> removeAll(containers));
  }

  /**
   * The one that serves goes last: until then a removal that was killed leaves a service that is
   * found again.
   */
  private static DestroyResult removeAll(ServiceContainers containers) {
    List<ServiceContainer> all =
        Stream.of(Place.TRIAL, Place.NEXT, Place.PREVIOUS, Place.SERVICE)
            .map(containers::at)
            .flatMap(Optional::stream)
            .toList();
    for (ServiceContainer container : all) {
      containers.stop(container);
      containers.remove(container);
    }
    return all.isEmpty() ? DestroyResult.ALREADY_GONE : DestroyResult.DELETED;
  }

  @Override
  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
    Engine engine = engines.get();
    ServiceContainers containers = new ServiceContainers(engine, new ServiceName(id.value()));
    if (containers.current().isEmpty()) {
      throw new DeployException(
          CoreError.NOT_DEPLOYED,
          "the engine has no service '" + id + "'",
          "deploy the agent first");
    }
    new ServiceLog(containers, new ContainerLogs(engine), request, sink).run();
  }
}
