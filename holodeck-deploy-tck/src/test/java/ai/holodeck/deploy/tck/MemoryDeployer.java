package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Correct; each method may be overridden with a wrong one. */
class MemoryDeployer extends MemoryReads {
  private static final long PAUSE = 5;

  MemoryDeployer(MemoryCloud cloud, Set<Capability> capabilities) {
    super(cloud, capabilities);
  }

  // --- deploy

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    Instant deadline = Instant.now().plus(request.deadline());
    check(request);
    Optional<Fault> fault = cloud.refusal();
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

  MemoryService service(ServiceName name) {
    return new MemoryService(name);
  }

  private MemoryService added(ServiceName name) {
    MemoryService service = service(name);
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
        Optional<Fault> fault = cloud.refusal();
        if (fault.isPresent()) {
          return onFaultMidway(fault.get(), service);
        }
        boolean begun = candidate.listens() || request.deadline().isZero();
        if (isHealthy(candidate, request)) {
          promote(service);
          return result(service);
        }
        // However slow this machine is, it has been asked once when its time is up.
        if (begun && Instant.now().isAfter(deadline)) {
          return late(candidate, service);
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

  /** The deadline has passed. */
  Deployment late(MemoryInstance candidate, MemoryService service) throws InterruptedException {
    return timedOut(candidate.request, service, CoreError.TIMEOUT);
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
    List<String> lines =
        service.candidate().map(candidate -> lastLines(candidate, request)).orElseGet(List::of);
    undo(service);
    throw new DeployException(
        code,
        "service '" + request.name() + "' was not healthy in time",
        "give it more time",
        lines,
        null);
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
    refused(fault, Duration.between(Instant.now(), deadline));
    throw new IllegalStateException("a refusal has gone unnoticed");
  }

  /** The candidate stays, as it cannot be removed now; the next deploy finds it. */
  Deployment onFaultMidway(Fault fault, MemoryService service) {
    refused(fault, Duration.ZERO);
    throw new IllegalStateException("a refusal has gone unnoticed");
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
}
