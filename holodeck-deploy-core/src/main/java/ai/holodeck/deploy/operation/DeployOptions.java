package ai.holodeck.deploy.operation;

import java.util.Objects;
import java.util.Optional;

/**
 * How to deploy.
 *
 * @param build how to build
 * @param push when the image is pushed
 * @param run how to start the service
 * @param when whether a service that already is as it shall be is replaced
 * @param planned the plan that the deploy must carry out; refused when that does not hold any more
 */
public record DeployOptions(
    BuildOptions build, Push push, RunOptions run, When when, Optional<PlanBasis> planned) {
  /** When an image is pushed between build and run. */
  public enum Push {
    /** When the target takes images from a registry only. */
    WHERE_NEEDED,
    /** For every target. */
    ALWAYS
  }

  /** Whether there is something to do. */
  public enum When {
    /** Not when {@link PlanChanges} finds nothing to do: neither a build nor a release. */
    CHANGED,
    /** In any case. */
    ALWAYS
  }

  public DeployOptions {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(push, "push");
    Objects.requireNonNull(run, "run");
    Objects.requireNonNull(when, "when");
    Objects.requireNonNull(planned, "planned");
  }

  /** The defaults of build and run; a push where the target needs it; in any case. */
  public static DeployOptions defaults() {
    return new DeployOptions(
        BuildOptions.defaults(),
        Push.WHERE_NEEDED,
        RunOptions.defaults(),
        When.ALWAYS,
        Optional.empty());
  }
}
