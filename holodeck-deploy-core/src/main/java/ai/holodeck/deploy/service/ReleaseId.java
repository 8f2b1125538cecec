package ai.holodeck.deploy.service;

import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names one attempt to deploy; the adapter attaches it to the service as a label or tag.
 *
 * @param value lower-case letters, digits and dashes, at most 63
 */
public record ReleaseId(String value) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public ReleaseId {
    if (!GRAMMAR.matcher(value).matches()) {
      throw new IllegalArgumentException("not a release id: '" + value + "'");
    }
  }

  /** A new one, random. */
  public static ReleaseId random() {
    return new ReleaseId(UUID.randomUUID().toString().toLowerCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return value;
  }
}
