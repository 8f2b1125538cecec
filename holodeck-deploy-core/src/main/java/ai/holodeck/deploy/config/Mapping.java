package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A block of keys and values.
 *
 * @param position where it starts
 * @param entries by key, in file order
 */
public record Mapping(Position position, Map<String, Entry> entries) implements Node {
  /**
   * A key's value.
   *
   * @param keyPosition where the key stands
   * @param value its value
   */
  public record Entry(Position keyPosition, Node value) {
    @Override
    public String toString() {
      return value.toString();
    }
  }

  public Mapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** A block with nothing in it. */
  public static Mapping empty(Position position) {
    return new Mapping(position, Map.of());
  }

  /** The value of a key; a key without a value counts as absent. */
  public Optional<Node> get(String key) {
    return Optional.ofNullable(entries.get(key))
        .map(Entry::value)
        .filter(value -> !(value instanceof Scalar scalar && scalar.isNull()));
  }

  /** Where a key stands; the block's own place when it is absent. */
  public Position positionOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? position : entry.keyPosition();
  }

  /** This block without a key. */
  public Mapping without(String key) {
    Map<String, Entry> rest = new LinkedHashMap<>(entries);
    rest.remove(key);
    return new Mapping(position, rest);
  }

  /** This block with a key, in place of the one of that name. */
  public Mapping with(String key, Entry entry) {
    Map<String, Entry> all = new LinkedHashMap<>(entries);
    all.put(key, entry);
    return new Mapping(position, all);
  }

  /**
   * This block with another laid over it, key by key and deeply: what the upper says wins, blocks
   * are merged, lists are replaced whole. A key without a value says nothing.
   */
  public Mapping overlay(Mapping upper) {
    Map<String, Entry> merged = new LinkedHashMap<>(entries);
    upper.entries.forEach(
        (key, over) -> {
          Entry under = merged.get(key);
          if (under == null) {
            merged.put(key, over);
          } else if (under.value() instanceof Mapping low && over.value() instanceof Mapping high) {
            merged.put(key, new Entry(over.keyPosition(), low.overlay(high)));
          } else if (upper.get(key).isPresent()) {
            merged.put(key, over);
          }
        });
    return new Mapping(upper.position, merged);
  }

  /** This block, with each key that has no value as the other has it, at any depth. */
  Mapping completedBy(Mapping other) {
    Map<String, Entry> completed = new LinkedHashMap<>(entries);
    entries.forEach(
        (key, entry) -> {
          Optional<Node> others = other.get(key);
          if (get(key).isEmpty() && others.isPresent()) {
            completed.put(key, new Entry(entry.keyPosition(), others.get()));
          } else if (entry.value() instanceof Mapping block
              && others.orElse(null) instanceof Mapping with) {
            completed.put(key, new Entry(entry.keyPosition(), block.completedBy(with)));
          }
        });
    return new Mapping(position, completed);
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}
