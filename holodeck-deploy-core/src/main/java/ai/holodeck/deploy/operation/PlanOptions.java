package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command says beyond the agent file.
 *
 * @param tag the tag, in place of the one the strategy gives
 * @param baseImage the image to build from, before {@code HOLODECK_BASE_IMAGE} and {@code
 *     deployment.base_image}
 * @param platform what to build for
 * @param credentials what to do about files shaped like credentials
 */
public record PlanOptions(
    Optional<Tag> tag,
    Optional<String> baseImage,
    Optional<Platform> platform,
    CredentialPolicy credentials) {
  public PlanOptions {
    Objects.requireNonNull(tag, "tag");
    Objects.requireNonNull(baseImage, "baseImage");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(credentials, "credentials");
  }

  /** What the agent file says; files shaped like credentials are refused. */
  public static PlanOptions defaults() {
    return new PlanOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), CredentialPolicy.REFUSE);
  }
}
