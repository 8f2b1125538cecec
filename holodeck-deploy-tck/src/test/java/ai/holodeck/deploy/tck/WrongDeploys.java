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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Wrong in what a deploy gives, replaces, and finds healthy. */
final class WrongDeploys {
  private WrongDeploys() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.deployer(
            "DEP-01",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment result(MemoryService service) {
                    return new Deployment(service.id(), new ServiceName("mine"), service.status());
                  }
                }),
        Wrong.deployer(
            "DEP-02",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus statusOf(MemoryService service) {
                    return new ServiceStatus(service.status().state(), "up", Optional.empty());
                  }
                }),
        Wrong.deployer(
            "DEP-03",
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
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Optional<ReleaseId> releaseOf(DeployRequest request) {
                    return Optional.empty();
                  }
                }),
        Wrong.deployer(
            "DEP-05",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void tell(DeployListener listener, String message) {
                    super.tell(listener, "");
                  }
                }),
        Wrong.deployer(
            "DEP-06",
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
            Set.of(),
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseZeroDeadline() {}
                }),
        Wrong.deployer(
            "DEP-07",
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
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceName> deployed = new HashSet<>();

                  @Override
                  synchronized Deployment result(MemoryService service) {
                    Deployment right = super.result(service);
                    boolean first = deployed.add(right.name());
                    ServiceId id = new ServiceId(right.id() + (first ? "" : " again"));
                    return new Deployment(id, right.name(), right.status());
                  }
                }),
        Wrong.deployer(
            "DEP-11",
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
