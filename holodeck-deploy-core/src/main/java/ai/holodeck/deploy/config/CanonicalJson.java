package ai.holodeck.deploy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One spelling of JSON for one value: keys sorted by code unit, no white space, numbers as Java
 * writes them.
 */
public final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private CanonicalJson() {}

  /**
   * Writes a map.
   *
   * @param values strings, numbers, booleans, nulls, lists and maps of them
   */
  public static String write(Map<String, ?> values) {
    try {
      return MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not plain values: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Reads an object; numbers with a fraction or an exponent as {@link java.math.BigDecimal}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Map<String, @Nullable Object> read(String json) {
    try {
      Map<?, ?> object = MAPPER.readValue(json, Map.class);
      if (object == null) {
        throw new IllegalArgumentException("not a JSON object: null");
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      object.forEach((key, value) -> values.put(String.valueOf(key), value));
      return values;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getOriginalMessage(), e);
    }
  }
}
