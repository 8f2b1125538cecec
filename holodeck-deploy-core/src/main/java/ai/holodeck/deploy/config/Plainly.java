package ai.holodeck.deploy.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns a tree into plain JDK values, as written: strings, numbers, booleans, lists and maps. */
final class Plainly {
  private static final Set<String> YES = Set.of("true", "yes", "on", "y");

  private Plainly() {}

  /** Keys without a value are left out. */
  static Map<String, Object> map(Mapping block) {
    Map<String, Object> result = new LinkedHashMap<>();
    block
        .entries()
        .keySet()
        .forEach(key -> block.get(key).ifPresent(v -> result.put(key, value(v))));
    return result;
  }

  private static Object value(Node node) {
    if (node instanceof Mapping block) {
      return map(block);
    }
    if (node instanceof Sequence list) {
      List<Object> items = new ArrayList<>();
      list.items().forEach(item -> items.add(value(item)));
      return items;
    }
    return scalar((Scalar) node);
  }

  private static Object scalar(Scalar scalar) {
    String written = scalar.written();
    try {
      return switch (scalar.kind()) {
        case INTEGER -> new BigInteger(written);
        case DECIMAL -> new BigDecimal(written);
        case BOOLEAN -> YES.contains(written.toLowerCase(Locale.ROOT));
        case STRING, NULL, UNRESOLVED -> written;
      };
    } catch (NumberFormatException e) {
      return written; // 0x1F, 1_000, .inf: YAML knows them, JSON does not
    }
  }
}
