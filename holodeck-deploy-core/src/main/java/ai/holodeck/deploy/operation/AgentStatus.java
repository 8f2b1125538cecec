package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.ConfigHash;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.StatusReport.ConfigDrift;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.Optional;

/** Says how a deployed agent is. Reads only. */
public final class AgentStatus {
  private final Adapters adapters;

  /** Works with these adapters. */
  public AgentStatus(Adapters adapters) {
    this.adapters = adapters;
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
    ServiceStatus live =
        record.service().state() == ServiceState.DELETED
            ? new ServiceStatus(
                ServiceState.DELETED, record.service().statusWord(), Optional.empty())
            : target.deployerOf(record).status(record.service().serviceId());
    return new StatusReport(record, live, drift(target, record), interrupted);
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
        ConfigHash.of(target.config(), adapters.settingsType(target.config().target().provider()));
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
