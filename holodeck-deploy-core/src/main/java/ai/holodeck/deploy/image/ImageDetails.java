package ai.holodeck.deploy.image;

import java.util.Map;

/**
 * What an engine says of an image it has.
 *
 * @param image name and id
 * @param platform what it was built for
 * @param labels all labels; never null, unlike some engines' answers
 */
public record ImageDetails(EngineImage image, Platform platform, Map<String, String> labels) {
  public ImageDetails {
    labels = Map.copyOf(labels);
  }
}
