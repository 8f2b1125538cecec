package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageBuilder;
import java.time.Duration;
import java.util.List;

/**
 * How the kit reaches an engine. What is in an image the kit sees by itself: its Dockerfiles have
 * steps that print it.
 */
public interface ImageBuilderHarness {
  /**
   * The label that every image of the kit carries, and every one that a build leaves on the way.
   */
  String LABEL = "ai.holodeck.deploy.tck";

  /** The id of the engine, for the report. */
  String engine();

  /** The builder under test. */
  ImageBuilder builder();

  /**
   * The name of an image that the engine has, for its own platform: with a POSIX shell and {@code
   * cat}, {@code find}, {@code ls}, {@code sha256sum} and {@code sleep}.
   */
  String baseImage();

  /**
   * The ids of an image's layers, from the lowest on. They depend on what is in the layers and on
   * nothing else.
   */
  List<String> layers(EngineImage image);

  /**
   * The commands of the build steps that the engine is running, and of those that have ended but
   * left something behind: in Docker's terms, of all containers.
   */
  List<String> steps();

  /**
   * Removes every image, named or not, whose label {@link #LABEL} has this value. Called after each
   * rule.
   */
  void removeImages(String value);

  /** How long the engine may take to begin a step or to stop one, being otherwise idle. */
  default Duration patience() {
    return Duration.ofMinutes(1);
  }

  /** The adapter's version, for the report; what its jar's manifest says, unless given. */
  default String version() {
    return Subject.versionOf(builder().getClass());
  }
}
