package ai.holodeck.deploy.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A deployment block as it takes effect: defaults filled in, one spelling for each value, and of
 * secrets the name only. Two blocks that mean the same are equal.
 *
 * @param json canonical JSON, an object; a key whose value is null is that of a secret
 */
public record EffectiveConfig(String json) {
  public EffectiveConfig {
    if (!canonical(CanonicalJson.read(json)).equals(json)) {
      throw new IllegalArgumentException("not canonical JSON: '" + json + "'");
    }
  }

  /**
   * A block of these values.
   *
   * @param values strings, numbers, booleans, nulls for secrets, lists and maps of them
   */
  public static EffectiveConfig of(Map<String, ?> values) {
    return new EffectiveConfig(canonical(values));
  }

  /** Twice, as a number may be spelled in another way once its type is not known any more. */
  private static String canonical(Map<String, ?> values) {
    return CanonicalJson.write(CanonicalJson.read(CanonicalJson.write(values)));
  }

  /** {@code sha256:} and 64 hex digits of the JSON in UTF-8. */
  public String hash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The block as JDK values; null for a secret. */
  public Map<String, @Nullable Object> values() {
    return CanonicalJson.read(json);
  }

  /**
   * Each single value by its path, {@code target.azure.cpu}; empty for a secret. A list is {@code
   * tags[0]}, a block or list with nothing in it is left out.
   */
  public SortedMap<String, Optional<String>> settings() {
    SortedMap<String, Optional<String>> settings = new TreeMap<>();
    flatten("", values(), settings);
    return settings;
  }

  private static void flatten(
      String path, @Nullable Object value, SortedMap<String, Optional<String>> settings) {
    if (value instanceof Map<?, ?> block) {
      block.forEach((key, entry) -> flatten(Keys.join(path, String.valueOf(key)), entry, settings));
    } else if (value instanceof List<?> items) {
      for (int i = 0; i < items.size(); i++) {
        flatten(path + "[" + i + "]", items.get(i), settings);
      }
    } else {
      settings.put(path, Optional.ofNullable(value).map(Object::toString));
    }
  }

  /** The JSON. */
  @Override
  public String toString() {
    return json;
  }
}
