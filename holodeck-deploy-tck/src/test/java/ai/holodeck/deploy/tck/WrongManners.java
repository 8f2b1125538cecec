package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Wrong in names, refusals, declarations, and where several call at once. */
final class WrongManners {
  private static final int QUOTA = 10;

  private WrongManners() {}

  static List<Wrong> all() {
    return List.of(
        new Wrong(
            "DEP-60",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  private int asked;

                  @Override
                  public synchronized ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(super.nameFor(owner) + "/" + asked++);
                  }
                }),
        new Wrong(
            "DEP-61",
            () ->
                new MemoryProvider(MemoryProvider.ALL) {
                  @Override
                  public ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(owner.project() + "/" + owner.agent());
                  }
                }),
        Wrong.deployer(
            "DEP-62",
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
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseOption(String option) {}
                }),
        Wrong.deployer(
            "DEP-71",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseOther(ServiceName name) {}
                }),
        new Wrong(
            "DEP-72",
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
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseEngineImage(DeployRequest request) {}
                }),
        Wrong.deployer(
            "DEP-74",
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
        new Wrong(
            "DEP-74",
            () ->
                new MemoryProvider(Set.of()) {
                  @Override
                  public ImageRef image(String version) {
                    return new MemoryProvider(ALL).image(version);
                  }
                }),
        new Wrong("DEP-73", () -> new MemoryProvider(Set.of(Capability.LOGS_FOLLOW))),
        Wrong.deployer(
            "DEP-80",
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
            "DEP-81",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final AtomicInteger asked = new AtomicInteger();

                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (asked.incrementAndGet() > QUOTA) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, "the quota is used up", "wait");
                    }
                    return super.deploy(request, listener);
                  }
                }),
        Wrong.deployer(
            "DEP-82",
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
            "DEP-90",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceOwner ownerOf(MemoryService service) {
                    return new ServiceOwner("ffeeddccbbaa", "default", "kit-probe");
                  }
                }));
  }
}
