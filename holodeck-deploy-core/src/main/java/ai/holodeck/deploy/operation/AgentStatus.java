package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.ConfigHash;
import ai.holodeck.deploy.agent.EnvironmentResolver;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.StatusReport.ConfigDrift;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.List;
import java.util.Optional;

/** Says how a deployed agent is. Reads only. */
public final class AgentStatus {
  private final Adapters adapters;
  private final Variables variables;

  /**
   * Works with these adapters; {@code variables} give the values of {@code ${…}} in the environment
   * block, as far as they are set.
   */
  public AgentStatus(Adapters adapters, Variables variables) {
    this.adapters = adapters;
    this.variables = variables;
  }

  /**
   * What is recorded, and what the provider says now.
   *
   * @throws DeployException {@code NOT_DEPLOYED} when nothing is recorded
   */
  public StatusReport read(AgentProject project) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    Optional<Release> interrupted = target.stores().releases().open(target.key());
    DeploymentRecord record =
        target
            .stores()
            .records()
            .find(target.key())
            .orElseThrow(() -> notDeployed(target, interrupted));
    if (record.service().state() == ServiceState.DELETED) {
      ServiceStatus deleted =
          new ServiceStatus(ServiceState.DELETED, record.service().statusWord(), Optional.empty());
      return new StatusReport(record, deleted, drift(target, record), List.of(), interrupted);
    }
    Deployer deployer = target.deployerOf(record);
    Optional<FoundService> found = found(target, record.service(), deployer);
    ServiceStatus live =
        found
            .map(FoundService::status)
            .orElseGet(() -> deployer.status(record.service().serviceId()));
    List<String> changed =
        found
            .flatMap(FoundService::releaseId)
            .map(id -> changedSecrets(target, id))
            .orElse(List.of());
    ConfigDrift drift = changed.isEmpty() ? drift(target, record) : ConfigDrift.CHANGED;
    return new StatusReport(record, live, drift, changed, interrupted);
  }

  /**
   * The recorded service with the release that it says it is of; empty when it does not say, and
   * when today's configuration, of another provider, cannot lead to it.
   */
  private static Optional<FoundService> found(
      DeploymentTarget target, DeployedService recorded, Deployer deployer) {
    return target.config().target().provider().equals(recorded.provider())
        ? deployer
            .find(recorded.serviceName())
            .filter(service -> service.id().equals(recorded.serviceId()))
            .filter(service -> service.releaseId().isPresent())
        : Optional.empty();
  }

  private List<String> changedSecrets(DeploymentTarget target, ReleaseId deployed) {
    ReleaseLog log = target.stores().releases();
    return log.history(target.key()).stream()
        .filter(release -> release.id().equals(deployed))
        .findFirst()
        .map(
            release ->
                SecretChanges.since(
                    release,
                    log,
                    new EnvironmentResolver(variables).resolveSet(target.config().environment())))
        .orElse(List.of());
  }

  private ConfigDrift drift(DeploymentTarget target, DeploymentRecord record) {
    String deployed = record.service().configHash();
    boolean ours =
        target.stores().releases().history(target.key()).stream()
            .anyMatch(release -> release.configHash().equals(deployed));
    if (!ours) {
      return ConfigDrift.UNKNOWN;
    }
    String today =
        ConfigHash.of(target.config(), adapters.findDeployer(target.config().target().provider()));
    return today.equals(deployed) ? ConfigDrift.NONE : ConfigDrift.CHANGED;
  }

  static DeployException notDeployed(DeploymentTarget target, Optional<Release> interrupted) {
    return new DeployException(
        CoreError.NOT_DEPLOYED,
        "nothing is recorded of agent '"
            + target.key()
            + "'"
            + interrupted
                .map(
                    release ->
                        ", but a "
                            + release.kind().name().toLowerCase(java.util.Locale.ROOT)
                            + " that "
                            + release.user()
                            + " started at "
                            + release.startedAt()
                            + " is not settled")
                .orElse(""),
        interrupted.isPresent()
            ? "run 'holodeck deploy' to finish it, or 'holodeck destroy' to remove what it started"
            : "run 'holodeck deploy' first");
  }
}
