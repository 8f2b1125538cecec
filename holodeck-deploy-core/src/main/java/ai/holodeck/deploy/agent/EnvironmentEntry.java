package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.error.Position;
import java.nio.file.Path;

/**
 * One variable as written, before {@code ${…}} is resolved.
 *
 * @param name the variable
 * @param template the text as written
 * @param position where it stands
 * @param key the key it stands under, {@code deployment.environment.LOG_LEVEL}
 */
public record EnvironmentEntry(String name, String template, Position position, String key) {
  /** A variable of the deployment block itself. */
  public EnvironmentEntry(String name, String template, Position position) {
    this(name, template, position, keyOf(name));
  }

  /** A variable given in code. */
  public static EnvironmentEntry of(String name, String template) {
    return new EnvironmentEntry(name, template, Position.of(Path.of("(given in code)")));
  }

  static String keyOf(String name) {
    return DeploymentReader.KEY + "." + BlockKey.ENVIRONMENT.key() + "." + name;
  }
}
