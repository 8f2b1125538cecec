package ai.holodeck.deploy.image;

import java.util.Objects;

/**
 * An image in the local engine's store.
 *
 * @param reference its name, for display
 * @param imageId the engine's own id ({@code sha256:…}); not a registry digest, and not comparable
 *     across engines
 */
public record EngineImage(ImageReference reference, String imageId) implements ImageRef {
  public EngineImage {
    Objects.requireNonNull(reference, "reference");
    if (imageId.isBlank()) {
      throw new IllegalArgumentException("the id of image " + reference + " is blank");
    }
  }

  @Override
  public String uri() {
    return reference.toString();
  }
}
