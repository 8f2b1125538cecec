package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.Position;

/**
 * A file or directory that the agent refers to and that goes into the image.
 *
 * @param path relative to the agent file's folder, separated by {@code /}, normalised
 * @param kind what the disk says it is
 * @param position where the agent file refers to it
 */
public record PackagedPath(String path, Kind kind, Position position) {
  /** What the disk says. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY
  }
}
