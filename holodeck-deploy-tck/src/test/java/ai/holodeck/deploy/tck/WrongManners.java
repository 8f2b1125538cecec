package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Wrong in names, refusals and declarations. */
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
            () -> new MemoryProvider(Set.of(Capability.LOGS_FOLLOW))));
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
}
