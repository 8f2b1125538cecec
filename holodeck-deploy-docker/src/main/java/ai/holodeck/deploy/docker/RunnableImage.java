package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.ServiceState;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image to run by what cannot change under its name: the engine's id, or the registry's
 * digest.
 */
final class RunnableImage {
  private RunnableImage() {}

  /**
   * The engine's id of the image; one of a registry is fetched when the engine does not have it.
   */
  static String idOf(Engine engine, ImageRef image, DeployListener listener) {
    Images images = new Images(engine);
    if (image instanceof EngineImage local) {
      return images
          .inspect(local.imageId())
          .map(InspectImageResponse::getId)
          .orElseThrow(() -> missing(image, Optional.of("id " + local.imageId()), null));
    }
    RegistryImage remote = (RegistryImage) image;
    String name = remote.reference().repository() + "@" + remote.digest();
    Optional<InspectImageResponse> present = images.inspect(name);
    if (present.isEmpty()) {
      try {
        images.pull(
            name,
            Optional.empty(),
            Optional.empty(),
            status -> listener.onProgress(ServiceState.PROVISIONING, "fetching: " + status));
      } catch (Images.PullFailed e) {
        throw missing(image, Optional.of(e.reason()), e);
      }
      present = images.inspect(name);
    }
    return present
        .map(InspectImageResponse::getId)
        .orElseThrow(() -> missing(image, Optional.empty(), null));
  }

  static DeployException missing(
      ImageRef image, Optional<String> reason, @Nullable Throwable cause) {
    return new DeployException(
        CoreError.IMAGE_MISSING,
        "the engine does not have the image "
            + image.uri()
            + reason.map(text -> " (" + text + ")").orElse(""),
        image instanceof EngineImage
            ? "build it again with 'holodeck build'; it was removed, or built on another engine"
            : "check that it is in its registry, and log in with 'docker login' where that asks for it",
        cause);
  }
}
