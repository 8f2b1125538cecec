package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.error.Position;
import java.nio.file.Path;

/**
 * One variable as written, before {@code ${…}} is resolved.
 *
 * @param name the variable
 * @param template the text as written
 * @param position where it stands
 */
public record EnvironmentEntry(String name, String template, Position position) {
  /** A variable given in code. */
  public static EnvironmentEntry of(String name, String template) {
    return new EnvironmentEntry(name, template, Position.of(Path.of("(given in code)")));
  }
}
