package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Wrong in the environment that a service gets, and in how services end. */
final class WrongServices {
  private WrongServices() {}

  static List<Wrong> all() {
    return List.of(
        environment("DEP-40", "shell expands it", value -> value.replace("$HOME", "/root")),
        environment("DEP-41", "stripped", String::strip),
        environment(
            "DEP-42",
            "ASCII only",
            value ->
                new String(value.getBytes(StandardCharsets.US_ASCII), StandardCharsets.US_ASCII)),
        Wrong.deployer(
            "DEP-43",
            "empty values left out",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Map<String, String> environment(DeployRequest request) {
                    Map<String, String> wrong = new HashMap<>(super.environment(request));
                    wrong.values().removeIf(String::isEmpty);
                    return wrong;
                  }
                }),
        environment(
            "DEP-44", "cut at 4 KiB", value -> value.substring(0, Math.min(value.length(), 4096))),
        Wrong.deployer(
            "DEP-45",
            "secret masked for the service too",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Map<String, String> environment(DeployRequest request) {
                    Map<String, String> wrong = new HashMap<>();
                    for (EnvironmentVariable variable : request.environment()) {
                      wrong.put(
                          variable.name(),
                          variable.value() instanceof Secret secret
                              ? secret.toString()
                              : variable.value().reveal());
                    }
                    return wrong;
                  }
                }),
        Wrong.deployer(
            "DEP-50",
            "says it was gone",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  DestroyResult destroy(MemoryService service) {
                    super.destroy(service);
                    return DestroyResult.ALREADY_GONE;
                  }
                }),
        Wrong.deployer(
            "DEP-50",
            "program left running",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  DestroyResult destroy(MemoryService service) {
                    cloud.forget(service);
                    service.instance().log.end();
                    return DestroyResult.DELETED;
                  }
                }),
        Wrong.deployer(
            "DEP-51",
            "says it again",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceId> mine = new HashSet<>();

                  @Override
                  public DestroyResult destroy(ServiceId id) {
                    DestroyResult right = super.destroy(id);
                    if (right == DestroyResult.DELETED) {
                      mine.add(id);
                    }
                    return mine.contains(id) ? DestroyResult.DELETED : right;
                  }
                }),
        Wrong.deployer(
            "DEP-52",
            "gone by another hand is an error",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceId> mine = new HashSet<>();

                  @Override
                  public DestroyResult destroy(ServiceId id) {
                    DestroyResult right = super.destroy(id);
                    if (right == DestroyResult.DELETED) {
                      mine.add(id);
                    } else if (!mine.contains(id) && !id.value().equals("unknown")) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, id + " was removed", "ask who did it");
                    }
                    return right;
                  }
                }),
        Wrong.deployer(
            "DEP-53",
            "unknown id is an error",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  DestroyResult gone(ServiceId id) {
                    if (id.value().equals("unknown")) {
                      throw new DeployException(
                          CoreError.NOT_DEPLOYED, "there is no " + id, "deploy it");
                    }
                    return super.gone(id);
                  }
                }),
        Wrong.deployer(
            "DEP-54",
            "unknown id told as stopped",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus unknown(ServiceId id) {
                    return new ServiceStatus(
                        id.value().equals("unknown") ? ServiceState.STOPPED : ServiceState.DELETED,
                        "none",
                        Optional.empty());
                  }
                }),
        Wrong.deployer(
            "DEP-55",
            "name stays reserved",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  private final Set<ServiceName> taken = new HashSet<>();

                  @Override
                  public Deployment deploy(DeployRequest request, DeployListener listener) {
                    if (taken.contains(request.name()) && cloud.at(request.name()).isEmpty()) {
                      throw new DeployException(
                          CoreError.DEPLOY_FAILED, request.name() + " is reserved", "wait");
                    }
                    Deployment right = super.deploy(request, listener);
                    taken.add(request.name());
                    return right;
                  }
                }),
        Wrong.deployer(
            "DEP-56",
            "status says RUNNING of what has ended",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus stateToStatus(MemoryService service) {
                    return runningAnyway(super.stateToStatus(service));
                  }
                }),
        Wrong.deployer(
            "DEP-56",
            "find says RUNNING of what has ended",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  ServiceStatus stateToFind(MemoryService service) {
                    return runningAnyway(super.stateToFind(service));
                  }
                }));
  }

  private static ServiceStatus runningAnyway(ServiceStatus right) {
    return right.state() == ServiceState.FAILED
        ? new ServiceStatus(ServiceState.RUNNING, "up", right.url())
        : right;
  }

  private static Wrong environment(String rule, String name, UnaryOperator<String> change) {
    return Wrong.deployer(
        rule,
        name,
        (cloud, capabilities) ->
            new MemoryDeployer(cloud, capabilities) {
              @Override
              Map<String, String> environment(DeployRequest request) {
                Map<String, String> wrong = new HashMap<>(super.environment(request));
                wrong.replaceAll((name, value) -> change.apply(value));
                return wrong;
              }
            });
  }
}
