package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.release.Release;
import java.util.List;

/** Says what was ever attempted with an agent. Reads only, and asks no provider. */
public final class AgentHistory {
  private final Adapters adapters;

  /** Works with these adapters. */
  public AgentHistory(Adapters adapters) {
    this.adapters = adapters;
  }

  /**
   * The releases that are remembered, newest first; none when there never was one.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code STATE_INVALID}
   */
  public List<Release> read(AgentProject project) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    return target.stores().releases().history(target.key());
  }
}
