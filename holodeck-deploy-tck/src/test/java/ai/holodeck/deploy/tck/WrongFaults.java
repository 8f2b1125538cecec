package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/** Wrong in a deploy at a provider that answers badly. */
final class WrongFaults {
  private WrongFaults() {}

  static List<Wrong> all() {
    return List.of(
        at(
            "FLT-01",
            "library's exception let through",
            Fault.TOO_MANY_REQUESTS,
            (deployer, request) -> {
              throw new IllegalStateException("429");
            }),
        at(
            "FLT-01",
            "taken for done",
            Fault.TOO_MANY_REQUESTS,
            (deployer, request) ->
                deployer.result(deployer.cloud.at(request.name()).orElseThrow())),
        at(
            "FLT-02",
            "running service removed",
            Fault.SERVER_ERROR,
            (deployer, request) -> {
              deployer.cloud.at(request.name()).ifPresent(deployer.cloud::remove);
              throw new DeployException(CoreError.DEPLOY_FAILED, "503", "try again");
            }),
        at(
            "FLT-03",
            "environment in the message",
            Fault.RESET,
            (deployer, request) -> {
              throw new DeployException(
                  CoreError.DEPLOY_FAILED,
                  "sent " + deployer.environment(request) + " in vain",
                  "try again");
            }),
        at(
            "FLT-03",
            "environment in the details",
            Fault.RESET,
            (deployer, request) -> {
              throw new DeployException(
                  CoreError.DEPLOY_FAILED,
                  "the connection was reset",
                  "try again",
                  List.of("request: " + deployer.environment(request)),
                  null);
            }),
        at(
            "FLT-03",
            "environment in the cause",
            Fault.RESET,
            (deployer, request) -> {
              throw new DeployException(
                  CoreError.DEPLOY_FAILED,
                  "the connection was reset",
                  "try again",
                  new IllegalStateException("sent " + deployer.environment(request)));
            }),
        at(
            "FLT-04",
            "silence taken for acceptance",
            Fault.NO_ANSWER,
            (deployer, request) ->
                new Deployment(
                    new ServiceId("later"),
                    request.name(),
                    new ServiceStatus(ServiceState.PROVISIONING, "?", Optional.empty()))),
        at(
                "FLT-04",
                "waits for ever",
                Fault.NO_ANSWER,
                (deployer, request) -> {
                  try {
                    new CountDownLatch(1).await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  throw new DeployException(CoreError.TIMEOUT, "no answer", "try again");
                })
            .seenByWaiting(),
        at(
            "FLT-05",
            "refused credentials told as a fault of the state",
            Fault.REFUSED_CREDENTIALS,
            (deployer, request) -> {
              throw new DeployException(CoreError.STATE_INVALID, "401", "log in");
            }),
        Wrong.deployer(
            "FLT-06",
            "asks again at once",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refused(Fault fault, Duration patience) {
                    cloud.refusal();
                    super.refused(fault, patience);
                  }
                }),
        Wrong.deployer(
            "FLT-07",
            "candidate serves when the provider fails meanwhile",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  Deployment onFaultMidway(Fault fault, MemoryService service) {
                    service.promote();
                    return super.onFaultMidway(fault, service);
                  }
                }),
        Wrong.deployer(
                "FLT-07",
                "lock kept when the provider fails meanwhile",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      Deployment onFaultMidway(Fault fault, MemoryService service) {
                        lock(service.name).lock();
                        return super.onFaultMidway(fault, service);
                      }
                    })
            .seenByWaiting());
  }

  private static Wrong at(
      String rule,
      String name,
      Fault wrongly,
      BiFunction<MemoryDeployer, DeployRequest, Deployment> answer) {
    return Wrong.deployer(
        rule,
        name,
        (cloud, capabilities) ->
            new MemoryDeployer(cloud, capabilities) {
              @Override
              Deployment onFault(Fault fault, DeployRequest request, Instant deadline) {
                return fault == wrongly
                    ? answer.apply(this, request)
                    : super.onFault(fault, request, deadline);
              }
            });
  }
}
