package ai.holodeck.deploy.image;

import java.util.Objects;
import java.util.Optional;

/**
 * What an image was built from, so that a later build can be known to give the same.
 *
 * @param context {@code sha256:…} over the Dockerfile without its labels and all files, as {@link
 *     ai.holodeck.deploy.context.ContextDigest} gives it
 * @param baseImageId the engine's id of the base image; empty where the engine did not have it
 */
public record BuildInputs(String context, Optional<String> baseImageId) {
  public BuildInputs {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(baseImageId, "baseImageId");
  }
}
