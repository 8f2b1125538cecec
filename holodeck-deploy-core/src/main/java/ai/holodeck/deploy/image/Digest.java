package ai.holodeck.deploy.image;

import java.util.regex.Pattern;

/**
 * A content digest.
 *
 * @param value {@code sha256:} and 64 lower-case hex digits (OCI image specification 1.1,
 *     "Digests")
 */
public record Digest(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("sha256:[a-f0-9]{64}");

  public Digest {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException("not a sha256 digest: '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
