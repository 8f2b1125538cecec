package ai.holodeck.deploy.image;

import java.util.function.Consumer;

/** The port that brings an image of the engine into its registry. Instances are thread-safe. */
public interface ImagePublisher {
  /**
   * Pushes an image under its own name. Blocks until the registry has it; pushing again what is
   * there sends nothing.
   *
   * @param progress is told lines for people
   * @return the image by the digest of its manifest
   * @throws ai.holodeck.deploy.error.DeployException {@code IMAGE_MISSING}, {@code PUSH_FAILED},
   *     {@code INTERRUPTED}
   */
  RegistryImage push(EngineImage image, Consumer<String> progress);
}
