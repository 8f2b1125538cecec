package ai.holodeck.deploy.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/**
 * One spelling of JSON for one value: keys sorted by code unit, no white space, numbers as Java
 * writes them.
 */
public final class CanonicalJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true).build();

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
}
