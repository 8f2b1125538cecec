package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.operation.BuildOptions;
import ai.holodeck.deploy.operation.PlanOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How an image is built. */
final class ImageOptions {

  @Option(names = "--no-cache", description = "Run every step anew.")
  boolean noCache;

  @Option(
      names = "--pull",
      paramLabel = "missing|always|never",
      defaultValue = "missing",
      description = "When to fetch the base image from its registry. Default: ${DEFAULT-VALUE}.")
  PullPolicy pull = PullPolicy.MISSING;

  @Option(
      names = "--base-image",
      paramLabel = "IMAGE",
      description =
          "The image to build from. Default: HOLODECK_BASE_IMAGE, else the agent file's, else HoloDeck's own.")
  Optional<String> baseImage = Optional.empty();

  @Option(
      names = "--platform",
      paramLabel = "OS/ARCH",
      description =
          "The platform to build for. Default: the agent file's, else the engine's own for a service on it,"
              + " else linux/amd64.")
  Optional<Platform> platform = Optional.empty();

  @Option(
      names = "--allow-credentials",
      description = "Build even if files shaped like credentials would go into the image.")
  boolean allowCredentials;

  PlanOptions plan(TagOption tag) {
    return new PlanOptions(
        tag.tag,
        baseImage,
        platform,
        allowCredentials ? CredentialPolicy.ALLOW : CredentialPolicy.REFUSE);
  }

  /** Whether the build does something although nothing has changed here. */
  boolean isAnew() {
    return noCache || pull == PullPolicy.ALWAYS;
  }

  BuildOptions build() {
    return new BuildOptions(pull, noCache ? BuildRequest.Cache.IGNORE : BuildRequest.Cache.USE);
  }
}
