package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Wrong in what a deploy gives, replaces, and finds healthy. */
final class WrongDeploys {
  private WrongDeploys() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.deployer(
            "DEP-01",
            "another name given",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment result(MemoryService service) {
                    return new Deployment(service.id(), new ServiceName("mine"), service.status());
                  }
                }),
        Wrong.deployer(
            "DEP-02",
            "no URL given",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus statusOf(MemoryService service) {
                    return new ServiceStatus(service.status().state(), "up", Optional.empty());
                  }
                }),
        Wrong.deployer(
            "DEP-03",
            "RUNNING not waited for",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus statusOf(MemoryService service) {
                    return new ServiceStatus(
                        ServiceState.PROVISIONING, "up", service.status().url());
                  }
                }),
        Wrong.deployer(
            "DEP-04",
            "release not told",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Optional<ReleaseId> releaseOf(DeployRequest request) {
                    return Optional.empty();
                  }
                }),
        Wrong.deployer(
            "DEP-04",
            "repository told as the image",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  String imageOf(DeployRequest request) {
                    return request.image().reference().repository();
                  }
                }),
        Wrong.deployer(
            "DEP-05",
            "listener told by two threads at once",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void tell(DeployListener listener, String message) {
                    try {
                      AtOnce.run(
                          () -> super.tell(listener, message), () -> super.tell(listener, message));
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                }),
        Wrong.deployer(
            "DEP-05",
            "listener told nothing in words",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void tell(DeployListener listener, String message) {
                    super.tell(listener, "");
                  }
                }),
        Wrong.deployer(
            "DEP-06",
            "id given that status does not know",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment carriesOn(
                      DeployRequest request, MemoryService service, CoreError code) {
                    Deployment right = super.carriesOn(request, service, code);
                    return new Deployment(new ServiceId("pending"), right.name(), right.status());
                  }
                }),
        Wrong.deployer(
            "DEP-06",
            "zero deadline taken without DETACHED",
            Set.of(),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseZeroDeadline() {}
                }),
        Wrong.deployer(
                "DEP-06",
                "waits for the service however short the deadline",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      Deployment late(MemoryInstance candidate, MemoryService service)
                          throws InterruptedException {
                        if (candidate.request.deadline().isZero()) {
                          new CountDownLatch(1).await();
                        }
                        return super.late(candidate, service);
                      }
                    })
            .seenByWaiting(),
        Wrong.deployer(
            "DEP-07",
            "status without URL",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public ServiceStatus status(ServiceId id) {
                    ServiceStatus right = super.status(id);
                    return new ServiceStatus(right.state(), right.providerWord(), Optional.empty());
                  }
                }),
        Wrong.deployer(
            "DEP-10",
            "own old version left running at its address",
            Set.of(),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<MemoryInstance> mine = ConcurrentHashMap.newKeySet();

                  @Override
                  MemoryService service(ServiceName name) {
                    return new MemoryService(name) {
                      @Override
                      URI url() {
                        return instance().url();
                      }
                    };
                  }

                  @Override
                  void promote(MemoryService service) {
                    service
                        .swap()
                        .filter(old -> !mine.contains(old))
                        .ifPresent(MemoryInstance::stop);
                    mine.add(service.instance());
                  }
                }),
        Wrong.deployer(
            "DEP-11",
            "first image started again",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  MemoryInstance instance(DeployRequest request, MemoryService service) {
                    DeployRequest first =
                        service.serving().map(serving -> serving.request).orElse(request);
                    return new MemoryInstance(request, versionOf(first), environment(request));
                  }
                }),
        Wrong.deployer(
            "DEP-12",
            "old version stopped too early",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private static final long GAP = 300;

                  @Override
                  void promote(MemoryService service) {
                    service
                        .serving()
                        .ifPresent(
                            old -> {
                              old.stop();
                              try {
                                TimeUnit.MILLISECONDS.sleep(GAP);
                              } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                              }
                            });
                    super.promote(service);
                  }
                }),
        Wrong.deployer(
            "DEP-13",
            "variables merged",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  MemoryInstance instance(DeployRequest request, MemoryService service) {
                    Map<String, String> merged = new HashMap<>();
                    service.serving().ifPresent(old -> merged.putAll(environment(old.request)));
                    merged.putAll(environment(request));
                    return new MemoryInstance(request, versionOf(request), merged);
                  }
                }),
        Wrong.deployer(
            "DEP-20",
            "port fixed",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  MemoryInstance instance(DeployRequest request, MemoryService service) {
                    String whoAnswers = request.port() == 8080 ? versionOf(request) : "somebody";
                    return new MemoryInstance(request, whoAnswers, environment(request));
                  }
                }),
        Wrong.deployer(
            "DEP-21",
            "health path in lower case",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  boolean isHealthy(MemoryInstance candidate, DeployRequest request)
                      throws InterruptedException {
                    return candidate.ask(request.healthPath().toLowerCase(Locale.ROOT)) / 100 == 2;
                  }
                }),
        Wrong.deployer(
            "DEP-22",
            "not healthy yet told as failed",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void tell(DeployListener listener, String message) {
                    listener.onProgress(
                        message.equals("starting")
                            ? ServiceState.PROVISIONING
                            : ServiceState.FAILED,
                        message);
                  }
                }));
  }
}
