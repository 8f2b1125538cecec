package ai.holodeck.deploy.environment;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One variable that a service is started with.
 *
 * @param name {@code [A-Za-z_][A-Za-z0-9_]*} (POSIX.1-2017, Base Definitions 8.1)
 * @param value plain or secret
 */
public record EnvironmentVariable(String name, EnvironmentValue value) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public EnvironmentVariable {
    Objects.requireNonNull(value, "value");
    if (!isName(name)) {
      throw new IllegalArgumentException("not a variable name: '" + name + "'");
    }
  }

  /** Whether the text is a valid variable name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
