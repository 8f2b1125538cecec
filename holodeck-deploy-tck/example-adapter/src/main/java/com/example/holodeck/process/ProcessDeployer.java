package com.example.holodeck.process;

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
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs each service as a process of this machine. A service's id is its name. A new version is
 * started beside the old one, which ends once the new one is healthy.
 */
final class ProcessDeployer implements Deployer, LogSource, ServiceLister {
  private final Services services;
  private final Launcher launcher;

  ProcessDeployer(Services services, Launcher launcher) {
    this.services = services;
    this.launcher = launcher;
  }

  @Override
  public Deployment deploy(DeployRequest request, DeployListener listener) {
    ServiceName name = request.name();
    Checks.check(request);
    Candidate candidate = new Candidate(request, listener);
    return attempt(
        "the deploy of service '" + name + "'",
        () -> {
          try (FolderLock held = services.lock(name, request.deadline())) {
            services.current(name).ifPresent(serving -> Checks.checkOwner(serving, request));
            Path folder = services.prepare(name);
            try {
              Run run = launcher.start(request, folder, services);
              candidate.awaitHealthy(run);
              services.promote(name, run);
              return new Deployment(
                  idOf(name),
                  name,
                  new ServiceStatus(
                      ServiceState.RUNNING, "process " + run.pid(), Optional.of(run.url())));
            } finally {
              // Whoever is not current by now is not wanted: a candidate that failed, the version
              // before, what a killed command has left.
              services.sweep(name);
            }
          }
        });
  }

  @Override
  public Optional<FoundService> find(ServiceName name) {
    return attempt(
        "the look at service '" + name + "'",
        () -> {
          Optional<Run> run = services.current(name);
          return run.isPresent() ? Optional.of(found(name, run.get())) : Optional.empty();
        });
  }

  @Override
  public ServiceStatus status(ServiceId id) {
    return find(nameOf(id))
        .map(FoundService::status)
        .orElse(new ServiceStatus(ServiceState.UNKNOWN, "", Optional.empty()));
  }

  @Override
  public DestroyResult destroy(ServiceId id) {
    ServiceName name = nameOf(id);
    if (!Services.isName(name)) {
      return DestroyResult.ALREADY_GONE;
    }
    return attempt(
        "the end of service '" + name + "'",
        () -> {
          try (FolderLock held = services.lock(name, DeployRequest.DEFAULT_DEADLINE)) {
            // A process that has ended is gone already, whatever is remembered of it.
            boolean runs =
                services.current(name).map(Run::process).filter(LiveProcess::isAlive).isPresent();
            services.remove(name);
            return runs ? DestroyResult.DELETED : DestroyResult.ALREADY_GONE;
          }
        });
  }

  @Override
  public List<ListedService> list() {
    return attempt(
        "the list of services",
        () -> {
          List<ListedService> all = new ArrayList<>();
          for (ServiceName name : services.names()) {
            Optional<Run> run = services.current(name);
            if (run.isPresent()) {
              all.add(new ListedService(name, run.get().owner(), found(name, run.get())));
            }
          }
          return all;
        });
  }

  @Override
  public void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink) {
    if (request.since().isPresent()) {
      throw new DeployException(
          CoreError.CAPABILITY_MISSING,
          "the provider 'process' does not know when a line was written",
          "ask for the last lines instead");
    }
    attempt(
        "reading the lines of service '" + id + "'",
        () -> {
          Run run =
              services
                  .current(nameOf(id))
                  .orElseThrow(
                      () ->
                          new DeployException(
                              CoreError.NOT_DEPLOYED,
                              "there is no service '" + id + "'",
                              "deploy it first"));
          Output.stream(run, request, sink);
          return Optional.empty();
        });
  }

  private static FoundService found(ServiceName name, Run run) throws InterruptedException {
    return new FoundService(idOf(name), Optional.of(run.release()), run.image(), statusOf(run));
  }

  private static ServiceStatus statusOf(Run run) throws InterruptedException {
    if (!run.process().isAlive()) {
      return new ServiceStatus(
          ServiceState.STOPPED, "process " + run.pid() + " has ended", Optional.of(run.url()));
    }
    Health health = Health.of(run);
    return new ServiceStatus(
        health.good() ? ServiceState.RUNNING : ServiceState.DEGRADED,
        "process " + run.pid() + ", " + health.word(),
        Optional.of(run.url()));
  }

  private static ServiceId idOf(ServiceName name) {
    return new ServiceId(name.value());
  }

  private static ServiceName nameOf(ServiceId id) {
    return new ServiceName(id.value());
  }

  /** What is done with files and processes. */
  private interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  /** The one place where the system's errors become the port's. */
  private static <T> T attempt(String what, Work<T> work) {
    try {
      return work.run();
    } catch (InterruptedException | ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          CoreError.INTERRUPTED, what + " was interrupted", "run the command again", e);
    } catch (IOException e) {
      throw new DeployException(
          CoreError.DEPLOY_FAILED,
          what + " failed: " + e,
          "check command and folder under target.process",
          e);
    }
  }
}
