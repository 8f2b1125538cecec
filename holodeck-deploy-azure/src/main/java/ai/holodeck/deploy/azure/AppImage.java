package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.service.DeployRequest;

/** An image as Azure is told of it: by digest, so that what was built is what runs. */
final class AppImage {
  private AppImage() {}

  static String of(ImageRef image) {
    return registry(image).reference().repository() + "@" + registry(image).digest();
  }

  /** The registry's host, as an entry under {@code registries} names it. */
  static String registryHost(ImageRef image) {
    return registry(image).reference().registry().orElse(DeployRequest.DEFAULT_REGISTRY);
  }

  private static RegistryImage registry(ImageRef image) {
    if (image instanceof RegistryImage pushed) {
      return pushed;
    }
    EngineImage local = (EngineImage) image;
    throw new DeployException(
        CoreError.CAPABILITY_MISSING,
        "the provider 'azure' takes images from a registry only, and "
            + local.reference()
            + " is in the local engine's store",
        "push the image first");
  }
}
