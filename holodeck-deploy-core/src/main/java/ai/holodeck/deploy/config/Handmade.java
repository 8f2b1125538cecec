package ai.holodeck.deploy.config;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a tree of values given in code. */
final class Handmade {
  private static final Position IN_CODE = Position.of(Path.of("(given in code)"));

  private Handmade() {}

  static Mapping block(Map<?, ?> values) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> entries.put(String.valueOf(key), new Mapping.Entry(IN_CODE, node(value))));
    return new Mapping(IN_CODE, entries);
  }

  private static Node node(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return block(map);
    }
    if (value instanceof Collection<?> items) {
      List<Node> nodes = new ArrayList<>();
      items.forEach(item -> nodes.add(node(item)));
      return new Sequence(IN_CODE, nodes);
    }
    if (value instanceof Optional<?> optional) {
      return node(optional.orElse(null));
    }
    if (value instanceof Secret secret) {
      return new Scalar(IN_CODE, secret.reveal(), secret.toString(), Scalar.Kind.STRING);
    }
    if (value instanceof Enum<?> constant) {
      return new Scalar(IN_CODE, ScalarTypes.word(constant), Scalar.Kind.STRING);
    }
    return value == null
        ? new Scalar(IN_CODE, "", Scalar.Kind.NULL)
        : new Scalar(IN_CODE, value.toString(), kindOf(value));
  }

  private static Scalar.Kind kindOf(Object value) {
    if (value instanceof Boolean) {
      return Scalar.Kind.BOOLEAN;
    }
    if (value instanceof Double
        || value instanceof Float
        || value instanceof java.math.BigDecimal) {
      return Scalar.Kind.DECIMAL;
    }
    return value instanceof Number ? Scalar.Kind.INTEGER : Scalar.Kind.STRING;
  }
}
