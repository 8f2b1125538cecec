package ai.holodeck.deploy.config;

import ai.holodeck.deploy.environment.EnvironmentValue;
import ai.holodeck.deploy.environment.Plain;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns a bound record into plain values that are the same for every spelling of the same settings.
 */
final class Effective {
  private Effective() {}

  static Map<String, Object> map(Record bound) {
    Map<String, Object> result = new LinkedHashMap<>();
    for (RecordComponent component : bound.getClass().getRecordComponents()) {
      Object value = Records.get(bound, component);
      if (value instanceof OptionalInt number) {
        value = number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
      }
      if (!(value instanceof Optional<?> optional)) {
        result.put(Keys.of(component.getName()), plain(value));
      } else if (optional.isPresent()) {
        result.put(Keys.of(component.getName()), plain(optional.get()));
      }
    }
    return result;
  }

  private static @Nullable Object plain(Object value) {
    if (value instanceof Plain shown) {
      return shown.value();
    }
    if (value instanceof EnvironmentValue) {
      return null; // of a secret the name only
    }
    if (value instanceof Settings settings) {
      return settings.asWritten();
    }
    Optional<String> text = Spelling.of(value);
    if (text.isPresent()) {
      return text.get();
    }
    if (value instanceof Record nested) {
      return map(nested);
    }
    if (value instanceof Map<?, ?> entries) {
      Map<String, @Nullable Object> result = new TreeMap<>();
      entries.forEach((key, entry) -> result.put(String.valueOf(key), plain(entry)));
      return result;
    }
    if (value instanceof List<?> items) {
      List<@Nullable Object> result = new ArrayList<>();
      items.forEach(item -> result.add(plain(item)));
      return result;
    }
    if (value instanceof BigDecimal number) {
      return number.stripTrailingZeros().toPlainString();
    }
    if (value instanceof Enum<?> constant) {
      return ScalarTypes.word(constant);
    }
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }
}
