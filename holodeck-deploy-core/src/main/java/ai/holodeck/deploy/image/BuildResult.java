package ai.holodeck.deploy.image;

import java.util.List;
import java.util.Objects;

/**
 * A finished build.
 *
 * @param image the image, by the engine's id
 * @param logLines everything the engine printed, in order
 */
public record BuildResult(EngineImage image, List<String> logLines) {
  public BuildResult {
    Objects.requireNonNull(image, "image");
    logLines = List.copyOf(logLines);
  }

  /** The engine's id of the image. */
  public String imageId() {
    return image.imageId();
  }

  /** The repository, without the tag. */
  public String imageName() {
    return image.reference().repository();
  }

  /** The tag. */
  public Tag tag() {
    return image.reference().tag();
  }

  /** {@code repository:tag}. */
  public String fullName() {
    return image.reference().toString();
  }
}
