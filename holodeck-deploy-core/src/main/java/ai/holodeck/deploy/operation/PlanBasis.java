package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.config.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Everything that a plan was made from, as one digest: while it stays the same, a deploy does what
 * the plan says. Gives away none of it.
 *
 * @param value {@code sha256:} and 64 lower-case hex digits
 */
public record PlanBasis(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("sha256:[0-9a-f]{64}");

  public PlanBasis {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not the basis of a plan: '" + value + "' (sha256: and 64 hex digits)");
    }
  }

  /** The digest of plain values, as {@link CanonicalJson#write} takes them. */
  static PlanBasis of(Map<String, ?> values) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(CanonicalJson.write(values).getBytes(StandardCharsets.UTF_8));
      return new PlanBasis("sha256:" + HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
