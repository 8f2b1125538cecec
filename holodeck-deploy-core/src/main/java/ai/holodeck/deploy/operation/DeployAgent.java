package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
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
  private final PlanChanges changes;

  /** Puts the parts together. */
  public DeployAgent(BuildAgent build, PushAgent push, RunAgent run, PlanChanges changes) {
    this.build = build;
    this.push = push;
    this.run = run;
    this.changes = changes;
  }

  /**
   * Builds, pushes and runs, with the agent's lock held all the time, so that what runs is what was
   * built. What was pushed is deployed and recorded by its digest. Where {@link DeployOptions} say
   * so, nothing of this is done when nothing would change.
   *
   * @return the record as written, or as it was
   * @throws ai.holodeck.deploy.error.DeployException as {@link BuildAgent#build}, {@link
   *     PushAgent#push} and {@link RunAgent#run}; {@code PLAN_STALE}; what can be known to be wrong
   *     with the push or the run is said before the build
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

  private Optional<DeployableImage> image(
      DeploymentPlan plan, DeployOptions options, OperationListener listener) {
    return isNeeded(plan, options, listener)
        ? Optional.of(made(plan, options, listener))
        : Optional.empty();
  }

  private boolean isNeeded(DeploymentPlan plan, DeployOptions options, OperationListener listener) {
    if (options.when() == DeployOptions.When.ALWAYS && options.planned().isEmpty()) {
      return true;
    }
    ChangePlan today = changes.plan(plan);
    options
        .planned()
        .filter(basis -> !basis.equals(today.basis()))
        .ifPresent(
            basis -> {
              throw new DeployException(
                  CoreError.PLAN_STALE,
                  "the plan for agent '"
                      + today.key()
                      + "' does not hold any more: its files, configuration, secrets, base image or service have"
                      + " changed since",
                  "make a new one with 'holodeck plan --out', look at it, and deploy that");
            });
    if (today.action() == ChangePlan.Action.NOTHING
        && options.when() == DeployOptions.When.CHANGED) {
      listener.onNotice("nothing to do: service '" + today.service() + "' is as it shall be");
      return false;
    }
    return true;
  }

  private DeployableImage made(
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
