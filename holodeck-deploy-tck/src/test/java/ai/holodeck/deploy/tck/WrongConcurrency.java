package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ListedService;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Wrong where several call at once, and in the list of services. */
final class WrongConcurrency {
  private WrongConcurrency() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.deployer(
            "DEP-80",
            "busy name not refused in our way",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (lock(request.name()).isLocked()) {
                      throw new IllegalStateException("somebody else deploys " + request.name());
                    }
                    return super.deploy(request, listener);
                  }
                }),
        Wrong.deployer(
            "DEP-80",
            "looks and adds without a lock",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ReentrantLock lock(ServiceName name) {
                    return new ReentrantLock();
                  }

                  @Override
                  MemoryService service(ServiceName name) {
                    pause();
                    return super.service(name);
                  }
                }),
        Wrong.deployer(
            "DEP-81",
            "one field for the request of all callers",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private volatile Optional<DeployRequest> current = Optional.empty();

                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    current = Optional.of(request);
                    pause();
                    return super.deploy(current.orElseThrow(), listener);
                  }
                }),
        Wrong.deployer(
            "DEP-82",
            "find refused meanwhile",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public Optional<FoundService> find(ServiceName name) {
                    if (lock(name).isLocked()) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, name + " is being deployed", "wait");
                    }
                    return super.find(name);
                  }
                }),
        Wrong.deployer(
                "DEP-82",
                "one lock around everything",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      public synchronized Deployment deploy(
                          DeployRequest request, DeployListener listener) {
                        return super.deploy(request, listener);
                      }

                      @Override
                      public synchronized Optional<FoundService> find(ServiceName name) {
                        return super.find(name);
                      }

                      @Override
                      public synchronized ServiceStatus status(ServiceId id) {
                        return super.status(id);
                      }

                      @Override
                      public synchronized DestroyResult destroy(ServiceId id) {
                        return super.destroy(id);
                      }
                    })
            .seenByWaiting(),
        Wrong.deployer(
            "DEP-90",
            "stage and agent mixed up",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceOwner ownerOf(MemoryService service) {
                    ServiceOwner right = super.ownerOf(service);
                    return new ServiceOwner(right.project(), right.agent(), right.stage());
                  }
                }),
        Wrong.deployer(
            "DEP-90",
            "first page only",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public List<ListedService> list() {
                    return super.list().stream().limit(1).toList();
                  }
                }),
        Wrong.deployer(
            "DEP-90",
            "what is gone listed on",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Map<ServiceName, ListedService> known = new HashMap<>();

                  @Override
                  public synchronized List<ListedService> list() {
                    super.list().forEach(listed -> known.put(listed.name(), listed));
                    return List.copyOf(known.values());
                  }
                }));
  }

  /** Long enough for others to come, when there are any. */
  private static void pause() {
    Poll.comesTrue(Duration.ofMillis(200), () -> false);
  }
}
