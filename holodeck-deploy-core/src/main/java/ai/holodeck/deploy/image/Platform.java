package ai.holodeck.deploy.image;

import java.util.regex.Pattern;

/**
 * A target platform.
 *
 * @param value {@code os/arch} or {@code os/arch/variant}, lower case, {@code linux/amd64}
 */
public record Platform(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?");

  /** What is built when nothing else is said. */
  public static final Platform LINUX_AMD64 = new Platform("linux/amd64");

  public Platform {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not a platform: '" + value + "' (os/arch or os/arch/variant)");
    }
  }

  /** The first part, {@code linux}. */
  public String os() {
    return value.split("/")[0];
  }

  /** The second part, {@code amd64}. */
  public String architecture() {
    return value.split("/")[1];
  }

  /**
   * Whether the system and the architecture are the same. The variant is not compared: engines of
   * API 1.41 do not tell it.
   */
  public boolean matches(Platform other) {
    return os().equals(other.os()) && architecture().equals(other.architecture());
  }

  @Override
  public String toString() {
    return value;
  }
}
