package ai.holodeck.deploy.image;

import java.util.regex.Pattern;

/**
 * An image tag.
 *
 * @param value {@code [A-Za-z0-9_][A-Za-z0-9._-]{0,127}} (OCI distribution specification 1.1,
 *     "Pulling manifests")
 */
public record Tag(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** The tag that engines assume when none is given. */
  public static final Tag LATEST = new Tag("latest");

  public Tag {
    if (!isTag(value)) {
      throw new IllegalArgumentException(
          "not an image tag: '"
              + value
              + "' (letters, digits, '_', '.', '-', at most 128, not starting with '.' or '-')");
    }
  }

  /** Whether the text is a valid tag. */
  public static boolean isTag(String text) {
    return GRAMMAR.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
