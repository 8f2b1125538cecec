package ai.holodeck.deploy.operation;

import java.util.Objects;

/**
 * How to deploy.
 *
 * @param build how to build
 * @param push when the image is pushed
 * @param run how to start the service
 */
public record DeployOptions(BuildOptions build, Push push, RunOptions run) {
  /** When an image is pushed between build and run. */
  public enum Push {
    /** When the target takes images from a registry only. */
    WHERE_NEEDED,
    /** For every target. */
    ALWAYS
  }

  public DeployOptions {
    Objects.requireNonNull(build, "build");
    Objects.requireNonNull(push, "push");
    Objects.requireNonNull(run, "run");
  }

  /** The defaults of build and run; a push where the target needs it. */
  public static DeployOptions defaults() {
    return new DeployOptions(BuildOptions.defaults(), Push.WHERE_NEEDED, RunOptions.defaults());
  }
}
