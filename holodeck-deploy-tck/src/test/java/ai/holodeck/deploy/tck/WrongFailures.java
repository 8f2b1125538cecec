package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Wrong where a service does not become healthy, or its deploy is interrupted. */
final class WrongFailures {
  private WrongFailures() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.deployer(
            "DEP-30",
            "end told as a time-out",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment ended(
                      DeployRequest request, MemoryService service, MemoryInstance candidate) {
                    undo(service);
                    throw new DeployException(
                        CoreError.TIMEOUT,
                        request.name() + " was not healthy",
                        "wait",
                        lastLines(candidate, request),
                        null);
                  }
                }),
        Wrong.deployer(
            "DEP-31",
            "time-out told as UNKNOWN",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment carriesOn(
                      DeployRequest request, MemoryService service, CoreError code) {
                    Deployment right = super.carriesOn(request, service, code);
                    return request.deadline().isZero() || code != CoreError.TIMEOUT
                        ? right
                        : new Deployment(
                            right.id(),
                            right.name(),
                            new ai.holodeck.deploy.service.ServiceStatus(
                                ServiceState.UNKNOWN, "?", right.status().url()));
                  }
                }),
        Wrong.deployer(
            "DEP-31",
            "time-out told as a failure",
            Set.of(),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment timedOut(
                      DeployRequest request, MemoryService service, CoreError code) {
                    undo(service);
                    throw new DeployException(
                        code == CoreError.TIMEOUT ? CoreError.DEPLOY_FAILED : code,
                        request.name() + " was not healthy",
                        "wait");
                  }
                }),
        Wrong.deployer(
                "DEP-31",
                "deadline ignored",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      Deployment late(MemoryInstance candidate, MemoryService service)
                          throws InterruptedException {
                        if (!candidate.request.deadline().isZero()) {
                          new CountDownLatch(1).await();
                        }
                        return super.late(candidate, service);
                      }
                    })
            .alsoBreaking("DEP-32")
            .alsoBreaking("DEP-36")
            .seenByWaiting(),
        Wrong.deployer(
            "DEP-32",
            "404 counts as healthy",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  boolean isHealthy(MemoryInstance candidate, DeployRequest request)
                      throws InterruptedException {
                    int status = candidate.ask(request.healthPath());
                    return status > 0 && status < 500;
                  }
                }),
        Wrong.deployer(
            "DEP-33",
            "no last lines",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  List<String> lastLines(MemoryInstance candidate, DeployRequest request) {
                    return List.of();
                  }
                }),
        Wrong.deployer(
            "DEP-33",
            "no last lines of a service that was late",
            Set.of(Capability.LOGS),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment late(MemoryInstance candidate, MemoryService service) {
                    undo(service);
                    throw new DeployException(
                        CoreError.TIMEOUT, service.name + " was not healthy in time", "wait");
                  }
                }),
        Wrong.deployer(
            "DEP-34",
            "first version that was late left",
            Set.of(),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment late(MemoryInstance candidate, MemoryService service) {
                    if (service.serving().isPresent()) {
                      undo(service);
                    }
                    throw new DeployException(
                        CoreError.TIMEOUT, service.name + " was not healthy in time", "wait");
                  }
                }),
        Wrong.deployer(
            "DEP-34",
            "failed first version left",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void undo(MemoryService service) {
                    if (service.serving().isPresent()) {
                      super.undo(service);
                    }
                  }
                }),
        Wrong.deployer(
            "DEP-35",
            "version that ended put in the place of the one before",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment ended(
                      DeployRequest request, MemoryService service, MemoryInstance candidate) {
                    if (service.serving().isPresent()) {
                      service.promote();
                    }
                    return super.ended(request, service, candidate);
                  }
                }),
        Wrong.deployer(
            "DEP-36",
            "version that was late put in the place of the one before",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment timedOut(
                      DeployRequest request, MemoryService service, CoreError code) {
                    Deployment right = super.timedOut(request, service, code);
                    if (service.serving().isPresent() && code == CoreError.TIMEOUT) {
                      service.promote();
                    }
                    return right;
                  }
                }),
        Wrong.deployer(
            "DEP-37",
            "failed name refused",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceName> failed = new HashSet<>();

                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (failed.contains(request.name())) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, request.name() + " has failed", "wait");
                    }
                    try {
                      return super.deploy(request, listener);
                    } catch (DeployException e) {
                      if (e.what().contains("ended with code")) {
                        failed.add(request.name());
                      }
                      throw e;
                    }
                  }
                }),
        Wrong.deployer(
            "DEP-38",
            "last lines not masked",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  String masked(String text, DeployRequest request) {
                    return text;
                  }
                }),
        Wrong.deployer(
            "DEP-38",
            "environment told to the listener",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    listener.onProgress(
                        ServiceState.PROVISIONING, "starting with " + environment(request));
                    return super.deploy(request, listener);
                  }
                }),
        Wrong.deployer(
                "DEP-75",
                "waits on to the deadline after an interrupt",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      Deployment interrupted(DeployRequest request, MemoryService service) {
                        Poll.comesTrue(request.deadline(), service::isEmpty);
                        return super.interrupted(request, service);
                      }
                    })
            .seenByWaiting(),
        Wrong.deployer(
            "DEP-75",
            "interrupt flag lost",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment interrupted(DeployRequest request, MemoryService service) {
                    Deployment right = super.interrupted(request, service);
                    Thread.interrupted();
                    return right;
                  }
                }),
        Wrong.deployer(
            "DEP-76",
            "candidate serves after an interrupt",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment interrupted(DeployRequest request, MemoryService service) {
                    Deployment right = super.interrupted(request, service);
                    if (service.serving().isPresent()) {
                      service.promote();
                    }
                    return right;
                  }
                }),
        Wrong.deployer(
            "DEP-77",
            "interrupted name refused",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceName> interrupted = new HashSet<>();

                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (interrupted.contains(request.name())) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, request.name() + " is busy", "wait");
                    }
                    try {
                      return super.deploy(request, listener);
                    } finally {
                      if (Thread.currentThread().isInterrupted()) {
                        interrupted.add(request.name());
                      }
                    }
                  }
                }));
  }
}
