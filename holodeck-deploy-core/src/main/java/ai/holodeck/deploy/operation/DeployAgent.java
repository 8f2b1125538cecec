package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.release.DeploymentRecord;

/** Builds an agent and starts it: the whole way from a plan to a healthy service and its record. */
public final class DeployAgent {
  private final BuildAgent build;
  private final RunAgent run;

  /** Puts the two halves together. */
  public DeployAgent(BuildAgent build, RunAgent run) {
    this.build = build;
    this.run = run;
  }

  /**
   * Builds and runs, with the agent's lock held all the time, so that what runs is what was built.
   *
   * @throws ai.holodeck.deploy.error.DeployException as {@link BuildAgent#build} and {@link
   *     RunAgent#run}; what can be known to be wrong with the run is said before the build
   */
  public DeploymentRecord deploy(
      DeploymentPlan plan,
      BuildOptions buildOptions,
      RunOptions runOptions,
      OperationListener listener) {
    return run.run(
        plan.project(),
        () -> build.build(plan, buildOptions, listener).image(),
        runOptions,
        listener);
  }
}
