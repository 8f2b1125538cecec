package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.PullPolicy;

/**
 * How to build.
 *
 * @param pull when to fetch the base image
 * @param cache whether earlier layers may be used again
 */
public record BuildOptions(PullPolicy pull, BuildRequest.Cache cache) {
  /** Fetch what is missing; use the cache. */
  public static BuildOptions defaults() {
    return new BuildOptions(PullPolicy.MISSING, BuildRequest.Cache.USE);
  }
}
