package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All but the deploy. Correct; each method may be overridden with a wrong one. */
abstract class MemoryReads implements Deployer, LogSource, ServiceLister {
  /** How long an answer may take. */
  static final Duration ANSWER = Duration.ofMillis(50);

  final MemoryCloud cloud;
  final Set<Capability> capabilities;

  MemoryReads(MemoryCloud cloud, Set<Capability> capabilities) {
    this.cloud = cloud;
    this.capabilities = capabilities;
  }

  /** Each call asks the provider, which may answer badly. */
  void ask(Duration patience) {
    cloud.refusal().ifPresent(fault -> refused(fault, patience));
  }

  void refused(Fault fault, Duration patience) {
    if (fault == Fault.NO_ANSWER) {
      noAnswer(patience);
      throw new DeployException(CoreError.TIMEOUT, "memory does not answer", "try again");
    }
    throw new DeployException(CoreError.DEPLOY_FAILED, "memory says " + fault, "try again");
  }

  void noAnswer(Duration patience) {
    try {
      TimeUnit.MILLISECONDS.sleep(Math.max(0, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    ask(ANSWER);
    return cloud.at(name).filter(service -> !service.isEmpty()).map(this::found);
  }

  FoundService found(MemoryService service) {
    return new FoundService(
        service.id(),
        releaseOf(service.request()),
        imageOf(service.request()),
        stateToFind(service));
  }

  ServiceStatus stateToFind(MemoryService service) {
    return service.status();
  }

  String imageOf(DeployRequest request) {
    return request.image().uri();
  }

  Optional<ReleaseId> releaseOf(DeployRequest request) {
    return Optional.of(request.releaseId());
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    ask(ANSWER);
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
    ask(ANSWER);
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
    ask(ANSWER);
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
    ask(ANSWER);
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

  void endOfFollowing() throws InterruptedException {}

  void interruptedFollowing() {
    Thread.currentThread().interrupt();
  }
}
