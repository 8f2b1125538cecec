package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.release.DeploymentRecord;
import java.util.Optional;

/**
 * Builds an agent, pushes it where that is needed or asked for, and starts it: the whole way from a
 * plan to a healthy service and its record.
 */
public final class DeployAgent {
  private final BuildAgent build;
  private final PushAgent push;
  private final RunAgent run;

  /** Puts the parts together. */
  public DeployAgent(BuildAgent build, PushAgent push, RunAgent run) {
    this.build = build;
    this.push = push;
    this.run = run;
  }

  /**
   * Builds, pushes and runs, with the agent's lock held all the time, so that what runs is what was
   * built. What was pushed is deployed and recorded by its digest.
   *
   * @throws ai.holodeck.deploy.error.DeployException as {@link BuildAgent#build}, {@link
   *     PushAgent#push} and {@link RunAgent#run}; what can be known to be wrong with the push or
   *     the run is said before the build
   */
  public DeploymentRecord deploy(
      DeploymentPlan plan, DeployOptions options, OperationListener listener) {
    check(plan.project(), options.push());
    return run.run(plan.project(), () -> image(plan, options, listener), options.run(), listener);
  }

  /**
   * Says what can be known to be wrong before anything is built.
   *
   * @throws ai.holodeck.deploy.error.DeployException as {@link RunAgent#check} and {@link
   *     PushAgent#check}
   */
  public void check(AgentProject project, DeployOptions.Push when) {
    run.check(project);
    if (isPushed(project, when)) {
      push.check(project);
    }
  }

  private DeployableImage image(
      DeploymentPlan plan, DeployOptions options, OperationListener listener) {
    String context = build.contextDigest(plan);
    EngineImage built = build.build(plan, context, options.build(), listener).image();
    ImageRef image =
        isPushed(plan.project(), options.push())
            ? push.push(plan.project(), built, listener)
            : built;
    return new DeployableImage(
        image, Optional.of(new BuildInputs(context, build.baseImageId(plan))));
  }

  private boolean isPushed(AgentProject project, DeployOptions.Push when) {
    return when == DeployOptions.Push.ALWAYS || run.needsRegistry(project);
  }
}
