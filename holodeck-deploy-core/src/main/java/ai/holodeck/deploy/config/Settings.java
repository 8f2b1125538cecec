package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import java.util.List;
import java.util.Map;

/**
 * A block of configuration as an immutable tree of JDK values with source positions. Not bound to
 * any schema until {@link #bind}.
 *
 * @param position where the block stands
 * @param path its key, {@code deployment.target.azure}
 * @param values name to {@link Value}, in file order
 */
public record Settings(Position position, String path, Map<String, Value> values) {

  /** A value and its place. */
  public record Value(Position position, Object content) {}

  public Settings {
    values = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(values));
  }

  /** A block with nothing in it. */
  public static Settings empty(Position position, String path) {
    return new Settings(position, path, Map.of());
  }

  /** PLACEHOLDER: written by the configuration package's author. */
  public <T extends Record> T bind(Class<T> type) {
    throw new IllegalStateException(List.of(type, path).toString());
  }
}
