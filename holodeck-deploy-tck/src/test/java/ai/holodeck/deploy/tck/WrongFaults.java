package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Wrong where the provider answers badly. */
final class WrongFaults {
  private WrongFaults() {}

  static List<Wrong> all() {
    return List.of(
        at(
            Fault.TOO_MANY_REQUESTS,
            "FLT-01",
            (deployer, request) -> {
              throw new IllegalStateException("429");
            }),
        at(
            Fault.SERVER_ERROR,
            "FLT-02",
            (deployer, request) -> {
              deployer.cloud.at(request.name()).ifPresent(deployer.cloud::remove);
              throw new DeployException(CoreError.DEPLOY_FAILED, "503", "try again");
            }),
        at(
            Fault.RESET,
            "FLT-03",
            (deployer, request) -> {
              throw new DeployException(
                  CoreError.DEPLOY_FAILED,
                  "sent " + deployer.environment(request) + " in vain",
                  "try again");
            }),
        at(
            Fault.NO_ANSWER,
            "FLT-04",
            (deployer, request) ->
                new Deployment(
                    new ServiceId("later"),
                    request.name(),
                    new ServiceStatus(ServiceState.PROVISIONING, "?", Optional.empty()))),
        at(
            Fault.REFUSED_CREDENTIALS,
            "FLT-05",
            (deployer, request) -> {
              throw new DeployException(CoreError.STATE_INVALID, "401", "log in");
            }));
  }

  private static Wrong at(
      Fault wrongly, String rule, BiFunction<MemoryDeployer, DeployRequest, Deployment> answer) {
    return Wrong.deployer(
        rule,
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
