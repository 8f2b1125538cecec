package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.service.Capability;
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
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceLister;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Correct; each method may be overridden with a wrong one. */
class MemoryDeployer implements Deployer, LogSource, ServiceLister {
  private static final long PAUSE = 5;

  final MemoryCloud cloud;
  final Set<Capability> capabilities;

  MemoryDeployer(MemoryCloud cloud, Set<Capability> capabilities) {
    this.cloud = cloud;
    this.capabilities = capabilities;
  }

  // --- deploy

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    Instant deadline = Instant.now().plus(request.deadline());
    check(request);
    Optional<Fault> fault = cloud.fault;
    if (fault.isPresent()) {
      return onFault(fault.get(), request, deadline);
    }
    ReentrantLock lock = lock(request.name());
    lock.lock();
    try {
      refuseOthers(request);
      MemoryService service = cloud.at(request.name()).orElseGet(() -> added(request.name()));
      MemoryInstance candidate = instance(request, service);
      service.begin(candidate);
      tell(listener, "starting");
      return awaited(candidate, service, deadline, listener);
    } finally {
      lock.unlock();
    }
  }

  MemoryInstance instance(DeployRequest request, MemoryService service) {
    return new MemoryInstance(request, versionOf(request), environment(request));
  }

  static String versionOf(DeployRequest request) {
    return request.image().reference().tag().value();
  }

  ReentrantLock lock(ServiceName name) {
    return cloud.lock(name);
  }

  private void check(DeployRequest request) {
    if (request.deadline().isZero() && !capabilities.contains(Capability.DETACHED)) {
      refuseZeroDeadline();
    }
    request.options().keySet().forEach(this::refuseOption);
    if (request.image() instanceof EngineImage
        && capabilities.contains(Capability.NEEDS_REGISTRY)) {
      refuseEngineImage(request);
    }
  }

  private void refuseOthers(DeployRequest request) {
    cloud
        .at(request.name())
        .filter(service -> !service.request().owner().equals(request.owner()))
        .ifPresent(service -> refuseOther(service.name));
  }

  private MemoryService added(ServiceName name) {
    MemoryService service = new MemoryService(name);
    cloud.put(service);
    return service;
  }

  private Deployment awaited(
      MemoryInstance candidate, MemoryService service, Instant deadline, DeployListener listener) {
    DeployRequest request = candidate.request;
    try {
      for (; ; ) {
        if (candidate.exitCode().isPresent()) {
          return ended(request, service, candidate);
        }
        boolean begun = candidate.listens() || request.deadline().isZero();
        if (isHealthy(candidate, request)) {
          promote(service);
          return result(service);
        }
        // However slow this machine is, it has been asked once when its time is up.
        if (begun && Instant.now().isAfter(deadline)) {
          return timedOut(request, service, CoreError.TIMEOUT);
        }
        tell(listener, "not healthy yet");
        TimeUnit.MILLISECONDS.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      return interrupted(request, service);
    }
  }

  Deployment result(MemoryService service) {
    return new Deployment(service.id(), service.name, statusOf(service));
  }

  ServiceStatus statusOf(MemoryService service) {
    return service.status();
  }

  void tell(DeployListener listener, String message) {
    listener.onProgress(ServiceState.PROVISIONING, message);
  }

  void promote(MemoryService service) {
    service.promote();
  }

  boolean isHealthy(MemoryInstance candidate, DeployRequest request) throws InterruptedException {
    return candidate.ask(request.healthPath()) / 100 == 2;
  }

  Map<String, String> environment(DeployRequest request) {
    return MemoryInstance.environmentOf(request);
  }

  // --- ends that are no success

  Deployment ended(DeployRequest request, MemoryService service, MemoryInstance candidate) {
    undo(service);
    throw new DeployException(
        CoreError.DEPLOY_FAILED,
        "service '" + request.name() + "' ended with code " + candidate.exitCode().orElse(-1),
        "look at its lines",
        lastLines(candidate, request),
        null);
  }

  List<String> lastLines(MemoryInstance candidate, DeployRequest request) {
    return candidate.log.all().stream().map(line -> masked(line.text(), request)).toList();
  }

  String masked(String text, DeployRequest request) {
    String masked = text;
    for (var variable : request.environment()) {
      if (variable.value() instanceof ai.holodeck.deploy.environment.Secret secret) {
        masked = masked.replace(secret.reveal(), "******");
      }
    }
    return masked;
  }

  /** Nothing of the candidate stays. */
  void undo(MemoryService service) {
    service.abandon();
    if (service.isEmpty()) {
      cloud.remove(service);
    }
  }

  Deployment timedOut(DeployRequest request, MemoryService service, CoreError code) {
    if (capabilities.contains(Capability.DETACHED)) {
      return carriesOn(request, service, code);
    }
    undo(service);
    throw new DeployException(
        code, "service '" + request.name() + "' was not healthy in time", "give it more time");
  }

  Deployment carriesOn(DeployRequest request, MemoryService service, CoreError code) {
    return new Deployment(
        service.id(),
        service.name,
        new ServiceStatus(ServiceState.PROVISIONING, "starting", service.status().url()));
  }

  Deployment interrupted(DeployRequest request, MemoryService service) {
    try {
      return timedOut(request, service, CoreError.INTERRUPTED);
    } finally {
      // Last: what stops the candidate may wait, and take an interrupt for its own.
      Thread.currentThread().interrupt();
    }
  }

  Deployment onFault(Fault fault, DeployRequest request, Instant deadline) {
    if (fault == Fault.NO_ANSWER) {
      try {
        TimeUnit.MILLISECONDS.sleep(
            Math.max(0, deadline.toEpochMilli() - Instant.now().toEpochMilli()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new DeployException(CoreError.TIMEOUT, "memory does not answer", "try again");
    }
    throw new DeployException(CoreError.DEPLOY_FAILED, "memory says " + fault, "try again");
  }

  // --- refusals

  void refuseZeroDeadline() {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory cannot carry on alone", "give it time");
  }

  void refuseOption(String option) {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory has no option '" + option + "'", "leave it out");
  }

  void refuseEngineImage(DeployRequest request) {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory has no engine", "push " + request.image());
  }

  void refuseOther(ServiceName name) {
    throw new DeployException(CoreError.NOT_OURS, name + " belongs to another", "rename it");
  }

  @Override
  public <T> Optional<T> ability(Class<T> type) {
    boolean declared =
        type == LogSource.class
            ? capabilities.contains(Capability.LOGS)
            : type == ServiceLister.class && capabilities.contains(Capability.LISTING);
    return declared ? Optional.of(type.cast(this)) : Optional.empty();
  }

  // --- reading

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return cloud.at(name).filter(service -> !service.isEmpty()).map(this::found);
  }

  FoundService found(MemoryService service) {
    return new FoundService(
        service.id(),
        releaseOf(service.request()),
        service.request().image().uri(),
        stateToFind(service));
  }

  ServiceStatus stateToFind(MemoryService service) {
    return service.status();
  }

  Optional<ReleaseId> releaseOf(DeployRequest request) {
    return Optional.of(request.releaseId());
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    return cloud.with(id).map(this::stateToStatus).orElseGet(() -> unknown(id));
  }

  ServiceStatus stateToStatus(MemoryService service) {
    return service.status();
  }

  ServiceStatus unknown(ServiceId id) {
    return new ServiceStatus(ServiceState.UNKNOWN, "none", Optional.empty());
  }

  @Override
  public List<ListedService> list() {
    List<ListedService> listed = new ArrayList<>();
    for (MemoryService service : cloud.all()) {
      listed.add(new ListedService(service.name, ownerOf(service), found(service)));
    }
    return listed;
  }

  ServiceOwner ownerOf(MemoryService service) {
    return service.request().owner();
  }

  // --- the end

  @Override
  public DestroyResult destroy(ServiceId id) {
    return cloud.with(id).map(this::destroy).orElseGet(() -> gone(id));
  }

  DestroyResult destroy(MemoryService service) {
    return cloud.remove(service) ? DestroyResult.DELETED : gone(service.id());
  }

  DestroyResult gone(ServiceId id) {
    return DestroyResult.ALREADY_GONE;
  }

  // --- lines

  @Override
  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
    Optional<MemoryService> service = cloud.with(id);
    if (service.isEmpty()) {
      refuseUnknown(id);
      return;
    }
    MemoryLines log = service.get().instance().log;
    List<LogLine> past = past(log);
    if (request.mode() == LogRequest.Mode.FOLLOW) {
      follow(log, request, past.size(), sink);
    } else {
      past.subList(from(request, past.size()), past.size()).stream()
          .filter(line -> isWanted(line, request))
          .forEach(sink);
    }
  }

  void refuseUnknown(ServiceId id) {
    throw new DeployException(CoreError.NOT_DEPLOYED, "there is no " + id, "deploy it");
  }

  List<LogLine> past(MemoryLines log) {
    return log.all();
  }

  int from(LogRequest request, int size) {
    return Math.max(0, size - request.tail().orElse(size));
  }

  boolean isWanted(LogLine line, LogRequest request) {
    return request.since().isEmpty()
        || line.time().isEmpty()
        || !line.time().get().isBefore(request.since().get());
  }

  void follow(MemoryLines log, LogRequest request, int size, Consumer<LogLine> sink) {
    if (!capabilities.contains(Capability.LOGS_FOLLOW)) {
      refuseFollowing();
      return;
    }
    try {
      int next = from(request, size);
      for (Optional<LogLine> line = log.await(next); line.isPresent(); line = log.await(++next)) {
        line.filter(each -> isWanted(each, request)).ifPresent(sink);
      }
      endOfFollowing();
    } catch (InterruptedException e) {
      interruptedFollowing();
    }
  }

  void refuseFollowing() {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory does not follow", "read what there is");
  }

  void endOfFollowing() {}

  void interruptedFollowing() {
    Thread.currentThread().interrupt();
  }
}
