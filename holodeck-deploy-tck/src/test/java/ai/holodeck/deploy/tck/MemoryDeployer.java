package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Correct, its services are HTTP servers; each method may be overridden with a wrong one. */
class MemoryDeployer implements Deployer {
  final Map<ServiceName, Running> services = new HashMap<>();

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    if (request.deadline().isZero()) {
      zeroDeadline();
    }
    request.options().keySet().forEach(this::unknownOption);
    Running before = services.get(request.name());
    if (before != null && !before.request.owner().equals(request.owner())) {
      notOurs(request.name());
    }
    listener.onProgress(ServiceState.PROVISIONING, "starting");
    Running started = new Running(request);
    if (before != null) {
      before.server.stop(0);
    }
    services.put(request.name(), started);
    return new Deployment(started.id(), request.name(), started.status());
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return Optional.ofNullable(services.get(name))
        .map(
            running ->
                new FoundService(
                    running.id(),
                    releaseOf(running),
                    running.request.image().uri(),
                    running.status()));
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    return services.values().stream()
        .filter(running -> running.id().equals(id))
        .findFirst()
        .map(Running::status)
        .orElseGet(this::unknown);
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    for (Running running : services.values()) {
      if (running.id().equals(id)) {
        running.server.stop(0);
        services.remove(running.request.name());
        return DestroyResult.DELETED;
      }
    }
    return gone();
  }

  void zeroDeadline() {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory cannot carry on alone", "give it time");
  }

  void unknownOption(String option) {
    throw new DeployException(
        CoreError.CAPABILITY_MISSING, "memory has no option '" + option + "'", "leave it out");
  }

  void notOurs(ServiceName name) {
    throw new DeployException(CoreError.NOT_OURS, name + " belongs to another", "rename it");
  }

  Optional<ReleaseId> releaseOf(Running running) {
    return Optional.of(running.request.releaseId());
  }

  ServiceStatus unknown() {
    return new ServiceStatus(ServiceState.UNKNOWN, "none", Optional.empty());
  }

  DestroyResult gone() {
    return DestroyResult.ALREADY_GONE;
  }

  String versionOf(DeployRequest request) {
    return request.image().reference().tag().value();
  }

  /** One that runs. */
  final class Running {
    final DeployRequest request;
    final HttpServer server;

    Running(DeployRequest request) {
      this.request = request;
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      byte[] version = versionOf(request).getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/version",
          exchange -> {
            exchange.sendResponseHeaders(200, version.length);
            exchange.getResponseBody().write(version);
            exchange.close();
          });
      server.start();
    }

    ServiceId id() {
      return new ServiceId("id of " + request.name());
    }

    ServiceStatus status() {
      return new ServiceStatus(
          ServiceState.RUNNING,
          "up",
          Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")));
    }
  }
}
