package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that the base image is there before a build begins, so that the pull policy holds: an
 * engine left to itself fetches whatever it misses.
 */
final class BaseImages {
  /** The empty image; a word of the Dockerfile, not a name. */
  private static final String SCRATCH = "scratch";

  private final Engine engine;

  BaseImages(Engine engine) {
    this.engine = engine;
  }

  void provide(BuildRequest request, BuildListener listener) {
    String name = request.baseImage();
    if (name.equals(SCRATCH)) {
      return;
    }
    Optional<InspectImageResponse> present = find(name);
    if (present.isEmpty() && request.pullPolicy() == PullPolicy.NEVER) {
      throw missing(name, "and may not fetch it (pull policy 'never')", List.of(), null);
    }
    if (present.isEmpty() || request.pullPolicy() == PullPolicy.ALWAYS) {
      pull(request, listener);
      present = find(name);
    }
    InspectImageResponse image =
        present.orElseThrow(
            () -> missing(name, "although it was fetched just now", List.of(), null));
    Platforms.of(image)
        .filter(actual -> !request.platform().matches(actual))
        .ifPresent(actual -> refusePlatform(request, actual));
  }

  private Optional<InspectImageResponse> find(String name) {
    return new Images(engine).inspect(name);
  }

  private void pull(BuildRequest request, BuildListener listener) {
    String name = request.baseImage();
    try {
      new Images(engine)
          .pull(
              name,
              Optional.of(request.platform()),
              request.credentials(),
              status -> listener.onEvent(new BuildEvent.Pulling(name, status)));
    } catch (Images.PullFailed e) {
      throw missing(name, "and cannot fetch it", List.of(e.reason()), e);
    }
  }

  private static DeployException missing(
      String name, String circumstance, List<String> details, @Nullable Throwable cause) {
    String reason = details.isEmpty() ? "" : ": " + details.get(0);
    boolean denied = RegistryFailure.of(reason) == RegistryFailure.DENIED;
    return new DeployException(
        CoreError.BASE_IMAGE_MISSING,
        "the engine does not have the base image '" + name + "' " + circumstance + reason,
        "name an image that is there with --base-image, or fetch this one with 'docker pull "
            + name
            + "'"
            + (denied ? " after 'docker login'" : ""),
        details,
        cause);
  }

  private static void refusePlatform(BuildRequest request, Platform actual) {
    throw new DeployException(
        CoreError.BUILD_FAILED,
        "the base image '"
            + request.baseImage()
            + "' in the engine is for "
            + actual
            + ", and the build is for "
            + request.platform(),
        "build with --platform "
            + actual
            + ", fetch the other one with --pull always, or name another image with --base-image");
  }
}
