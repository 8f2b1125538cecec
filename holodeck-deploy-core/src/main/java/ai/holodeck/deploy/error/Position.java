package ai.holodeck.deploy.error;

import java.nio.file.Path;

/**
 * A place in a file.
 *
 * @param file the file as the user named it
 * @param line 1-based; 0 when only the file is known
 * @param column 1-based; 0 when only the line is known
 */
public record Position(Path file, int line, int column) {
  /** The place of a whole file. */
  public static Position of(Path file) {
    return new Position(file, 0, 0);
  }

  /** {@code file:line:column}, leaving out what is not known. */
  @Override
  public String toString() {
    return file + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "");
  }
}
