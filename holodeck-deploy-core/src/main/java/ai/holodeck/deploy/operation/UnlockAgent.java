package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.release.LockHolder;
import java.util.Optional;

/** Takes the lock of an agent away from a deploy that is stuck. */
public final class UnlockAgent {
  private final Adapters adapters;

  /** Works with these adapters. */
  public UnlockAgent(Adapters adapters) {
    this.adapters = adapters;
  }

  /**
   * Takes the lock away.
   *
   * @return whose lock it was; empty when nobody held it
   * @throws ai.holodeck.deploy.error.DeployException {@code LOCKED} when the holder is alive on
   *     this machine
   */
  public Optional<LockHolder> run(AgentProject project) {
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    return target.stores().lock().unlock(target.key());
  }
}
