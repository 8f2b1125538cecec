package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.image.ImageRef;
import java.util.Optional;

/**
 * An image that is there, where the target can take it from.
 *
 * @param inputs what it was built from, as far as that is known
 */
record DeployableImage(ImageRef image, Optional<BuildInputs> inputs) {
  /** One of which nobody knows what it was built from. */
  static DeployableImage of(ImageRef image) {
    return new DeployableImage(image, Optional.empty());
  }
}
