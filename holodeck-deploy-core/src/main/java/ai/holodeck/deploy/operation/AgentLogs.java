package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceState;
import java.util.function.Consumer;

/** Gives the lines of a deployed agent. */
public final class AgentLogs {
  private final Adapters adapters;

  /** Works with these adapters. */
  public AgentLogs(Adapters adapters) {
    this.adapters = adapters;
  }

  /**
   * Gives lines to the sink; see {@link LogSource#stream}.
   *
   * @throws DeployException {@code NOT_DEPLOYED}; {@code CAPABILITY_MISSING} before any call when
   *     the provider has no logs, or none to follow
   */
  public void stream(AgentProject project, LogRequest request, Consumer<LogLine> sink) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    DeploymentRecord record =
        target
            .stores()
            .records()
            .find(target.key())
            .orElseThrow(
                () ->
                    AgentStatus.notDeployed(target, target.stores().releases().open(target.key())));
    if (record.service().state() == ServiceState.DELETED) {
      throw new DeployException(
          CoreError.NOT_DEPLOYED,
          "the service of agent '"
              + target.key()
              + "' was removed at "
              + record.updatedAt()
              + ", and its log with it",
          "run 'holodeck deploy' to start it again");
    }
    String provider = record.service().provider();
    require(target, provider, Capability.LOGS);
    if (request.mode() == LogRequest.Mode.FOLLOW) {
      require(target, provider, Capability.LOGS_FOLLOW);
    }
    target
        .deployerOf(record)
        .ability(LogSource.class)
        .orElseThrow(() -> missing(provider, Capability.LOGS))
        .stream(record.service().serviceId(), request, sink);
  }

  private static void require(DeploymentTarget target, String provider, Capability capability) {
    if (!target.factoryOf(provider).capabilities().contains(capability)) {
      throw missing(provider, capability);
    }
  }

  private static DeployException missing(String provider, Capability capability) {
    return new DeployException(
        CoreError.CAPABILITY_MISSING,
        "the provider '" + provider + "' does not offer " + capability,
        capability == Capability.LOGS_FOLLOW
            ? "leave out --follow"
            : "look at the service's log with the provider's own tools");
  }
}
