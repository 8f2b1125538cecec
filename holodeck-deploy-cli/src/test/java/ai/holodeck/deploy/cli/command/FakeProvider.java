package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A provider with one service, in memory. */
final class FakeProvider implements DeployerFactory, Deployer, LogSource {

  /** No settings. */
  record NoSettings() {}

  final String id;
  final List<DeployRequest> requests = new ArrayList<>();
  final List<LogRequest> logRequests = new ArrayList<>();
  @Nullable DeployRequest running;
  @Nullable RuntimeException failure;
  @Nullable Error defect;

  FakeProvider(String id) {
    this.id = id;
  }

  @Override
  public String provider() {
    return id;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.LOGS, Capability.LOGS_FOLLOW);
  }

  @Override
  public Class<? extends Record> settingsType() {
    return NoSettings.class;
  }

  @Override
  public ServiceName nameFor(ServiceOwner owner) {
    return new ServiceName(
        "service-of-"
            + owner.agent()
            + (owner.stage().equals(DeploymentKey.DEFAULT_STAGE) ? "" : "-" + owner.stage()));
  }

  @Override
  public Deployer create(TargetSettings settings) {
    return this;
  }

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    requests.add(request);
    listener.onProgress(ServiceState.PROVISIONING, "starting " + request.name());
    if (defect != null) {
      throw defect;
    }
    if (failure != null) {
      throw failure;
    }
    running = request;
    return new Deployment(new ServiceId("id-1"), request.name(), status());
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return Optional.ofNullable(running)
        .filter(request -> request.name().equals(name))
        .map(
            request ->
                new FoundService(
                    new ServiceId("id-1"),
                    Optional.of(request.releaseId()),
                    request.image().uri(),
                    status()));
  }

  @Override
  public ServiceStatus status(ServiceId service) {
    return status();
  }

  private ServiceStatus status() {
    return running == null
        ? new ServiceStatus(ServiceState.UNKNOWN, "no such service", Optional.empty())
        : new ServiceStatus(
            ServiceState.RUNNING, "up", Optional.of(URI.create("http://127.0.0.1:4711")));
  }

  @Override
  public DestroyResult destroy(ServiceId service) {
    boolean there = running != null;
    running = null;
    return there ? DestroyResult.DELETED : DestroyResult.ALREADY_GONE;
  }

  @Override
  public void stream(ServiceId service, LogRequest request, Consumer<LogLine> sink) {
    logRequests.add(request);
    sink.accept(
        new LogLine(
            Optional.of(Instant.parse("2026-01-01T00:00:00Z")), LogLine.Stream.STDOUT, "ready"));
    sink.accept(new LogLine(Optional.empty(), LogLine.Stream.STDERR, "a \"quoted\" line"));
  }
}
