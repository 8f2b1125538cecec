package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.Capability;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Wrong in names, refusals, declarations, and where several call at once. */
final class WrongManners {
  private WrongManners() {}

  static List<Wrong> all() {
    return List.of(
        Wrong.provider(
            "DEP-60",
            "names numbered",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  private int asked;

                  @Override
                  public synchronized ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(super.nameFor(owner) + "/" + asked++);
                  }
                }),
        Wrong.provider(
            "DEP-61",
            "stage left out",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  @Override
                  public ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(owner.project() + "/" + owner.agent());
                  }
                }),
        joined("stage and agent joined by what may be in them", "-", 1000),
        joined("cut", "/", 200),
        Wrong.provider(
            "DEP-61",
            "what is no letter replaced",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  @Override
                  public ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(
                        owner.project()
                            + "/"
                            + owner.stage()
                            + "/"
                            + owner.agent().replaceAll("[^\\p{L}0-9]", "-"));
                  }
                }),
        Wrong.deployer(
            "DEP-62",
            "long names refused",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (request.name().value().length() > 63) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, "the name is too long", "shorten it");
                    }
                    return super.deploy(request, listener);
                  }
                }),
        Wrong.deployer(
            "DEP-70",
            "unknown option ignored",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseOption(String option) {}
                }),
        Wrong.deployer(
            "DEP-71",
            "owner ignored",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseOther(ServiceName name) {}
                }),
        Wrong.deployer(
            "DEP-71",
            "refused after the other owner's service was stopped",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseOther(ServiceName name) {
                    cloud.at(name).ifPresent(service -> service.instance().stop());
                    super.refuseOther(name);
                  }
                }),
        Wrong.provider(
            "DEP-72",
            "capabilities change",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  private boolean second;

                  @Override
                  public synchronized Set<Capability> capabilities() {
                    second = !second;
                    Set<Capability> wrong = new HashSet<>(super.capabilities());
                    if (second) {
                      wrong.add(Capability.SECRETS);
                    }
                    return wrong;
                  }
                }),
        Wrong.deployer(
            "DEP-74",
            "image of the engine taken",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseEngineImage(DeployRequest request) {}
                }),
        Wrong.deployer(
            "DEP-74",
            "image of the engine refused after it was started",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseEngineImage(DeployRequest request) {
                    MemoryService service = new MemoryService(request.name());
                    service.begin(instance(request, service));
                    cloud.put(service);
                    super.refuseEngineImage(request);
                  }
                }),
        Wrong.provider(
            "DEP-74",
            "needs a registry without saying so",
            () ->
                new MemoryProvider(Set.of()) {
                  @Override
                  public ImageRef image(String version) {
                    return new MemoryProvider(ALL).image(version);
                  }
                }),
        Wrong.provider(
            "DEP-73",
            "follows without lines",
            () -> new MemoryProvider(Set.of(Capability.LOGS_FOLLOW))),
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

  private static Wrong joined(String name, String separator, int longest) {
    return Wrong.provider(
        "DEP-61",
        name,
        () ->
            new MemoryProvider(MemoryProvider.ALL) {
              @Override
              public ServiceName nameFor(ServiceOwner owner) {
                String all = String.join(separator, owner.project(), owner.stage(), owner.agent());
                return new ServiceName(all.substring(0, Math.min(all.length(), longest)));
              }
            });
  }

  /** Long enough for others to come, when there are any. */
  private static void pause() {
    Poll.comesTrue(Duration.ofMillis(200), () -> false);
  }
}
