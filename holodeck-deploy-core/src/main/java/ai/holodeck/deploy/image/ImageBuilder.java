package ai.holodeck.deploy.image;

import java.util.Optional;

/**
 * The port to whatever builds images.
 *
 * <p>Instances are thread-safe; several builds may run at once. Every method may throw {@link
 * ai.holodeck.deploy.error.DeployException} with {@code ENGINE_UNAVAILABLE}.
 */
public interface ImageBuilder {
  /**
   * Builds an image and names it. Blocks until the image exists; nothing is named when the build
   * fails. An interrupt of the calling thread stops the build at the engine.
   *
   * @return the image id, its name and all output
   * @throws ai.holodeck.deploy.error.DeployException {@code BUILD_FAILED} with the failing step and
   *     its output in the details, {@code BASE_IMAGE_MISSING}, {@code INTERRUPTED}
   */
  BuildResult build(BuildRequest request, BuildListener listener);

  /**
   * What the engine knows of an image it has under this name; empty when it has none. Reads only.
   */
  Optional<ImageDetails> find(ImageReference reference);

  /** The platform that the engine itself runs on, and builds for without emulation. */
  Platform enginePlatform();
}
