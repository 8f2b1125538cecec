package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Binds blocks to records, component by component, and collects every fault on the way. */
final class Binder {
  private final Problems problems;

  Binder(Problems problems) {
    this.problems = problems;
  }

  /** Empty when there was a fault. */
  <T extends Record> Optional<T> bind(String path, Mapping block, Class<T> type) {
    int faults = problems.count();
    refuseUnknown(path, block, type);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      component(path, block, component).ifPresent(values::add);
    }
    boolean complete = values.size() == type.getRecordComponents().length;
    if (!complete || problems.count() > faults) {
      return Optional.empty();
    }
    try {
      return Optional.of(Records.make(type, values));
    } catch (IllegalArgumentException e) {
      problems.add(
          block.position(), path, String.valueOf(e.getMessage()), "correct these keys together");
      return Optional.empty();
    }
  }

  void checkRequiredToDeploy(String path, Mapping block, Class<? extends Record> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = Keys.of(component.getName());
      Optional<Node> node = block.get(key);
      if (node.isEmpty() && component.isAnnotationPresent(RequiredToDeploy.class)) {
        problems.add(
            block.position(),
            Keys.join(path, key),
            "is required to deploy",
            "add '" + key + ": …' to " + blockName(path));
      }
      Class<?> nested = raw(unwrapped(component.getGenericType()));
      if (nested.isRecord() && node.isPresent() && node.get() instanceof Mapping inner) {
        checkRequiredToDeploy(Keys.join(path, key), inner, nested.asSubclass(Record.class));
      }
    }
  }

  private void refuseUnknown(String path, Mapping block, Class<? extends Record> type) {
    List<String> known =
        Arrays.stream(type.getRecordComponents()).map(each -> Keys.of(each.getName())).toList();
    block
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                problems.add(
                    entry.keyPosition(),
                    Keys.join(path, key),
                    "is not a known key" + Suggestion.hint(key, known),
                    "known here: " + String.join(", ", known));
              }
            });
  }

  private Optional<Object> component(String path, Mapping block, RecordComponent component) {
    String key = Keys.of(component.getName());
    String keyPath = Keys.join(path, key);
    Type type = component.getGenericType();
    Class<?> raw = raw(type);
    Optional<Node> node = block.get(key);
    if (raw == OptionalInt.class) {
      return node.isEmpty()
          ? Optional.of(OptionalInt.empty())
          : convert(keyPath, node.get(), int.class).map(each -> OptionalInt.of((int) each));
    }
    if (raw == Optional.class) {
      return node.isEmpty()
          ? Optional.of(Optional.empty())
          : convert(keyPath, node.get(), unwrapped(type)).map(Optional::of);
    }
    return node.isPresent()
        ? convert(keyPath, node.get(), type)
        : absent(keyPath, key, block, component);
  }

  private Optional<Object> absent(
      String keyPath, String key, Mapping block, RecordComponent component) {
    Position position = block.positionOf(key);
    Class<?> raw = component.getType();
    Default preset = component.getAnnotation(Default.class);
    if (preset != null) {
      return convert(
          keyPath,
          new Scalar(position, preset.value(), Scalar.Kind.STRING),
          component.getGenericType());
    }
    if (raw == List.class) {
      return Optional.of(List.of());
    }
    if (raw == Map.class) {
      return Optional.of(Map.of());
    }
    if (raw == Settings.class) {
      return Optional.of(Settings.empty(position, keyPath));
    }
    if (raw.isRecord() && ScalarTypes.readerOf(raw).isEmpty()) {
      return bind(keyPath, Mapping.empty(position), raw.asSubclass(Record.class)).map(each -> each);
    }
    problems.add(
        position, keyPath, "is required", "add '" + key + ": …' to " + blockName(pathOf(keyPath)));
    return Optional.empty();
  }

  /** Empty after a fault, be it reported here or by whoever could not resolve the value. */
  private Optional<Object> convert(String path, Node node, Type type) {
    if (node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.UNRESOLVED) {
      return Optional.empty();
    }
    Class<?> raw = raw(type);
    if (raw == List.class) {
      return list(path, node, argument(type, 0));
    }
    if (raw == Map.class) {
      return map(path, node, argument(type, 1));
    }
    if (raw == Settings.class) {
      return node instanceof Mapping block
          ? Optional.of(new Settings(path, block))
          : wrong(path, node, "a block of keys");
    }
    if (raw.isRecord() && node instanceof Mapping block) {
      return bind(path, block, raw.asSubclass(Record.class)).map(each -> each);
    }
    Optional<ScalarTypes.Reader> reader = ScalarTypes.readerOf(raw);
    if (reader.isEmpty()) {
      if (raw.isRecord()) {
        return wrong(path, node, "a block of keys");
      }
      throw new IllegalStateException(type + " is no type for settings (" + path + ")");
    }
    return node instanceof Scalar scalar && !scalar.isNull()
        ? read(path, scalar, reader.get())
        : wrong(path, node, "a single value");
  }

  private Optional<Object> read(String path, Scalar scalar, ScalarTypes.Reader reader) {
    try {
      return Optional.of(reader.read().apply(scalar.text()));
    } catch (IllegalArgumentException e) {
      // What a variable gave may be a secret in the wrong place: the text as written is shown.
      String own = String.valueOf(e.getMessage());
      problems.add(
          scalar.position(),
          path,
          reader.wanted().isEmpty()
              ? (scalar.text().isEmpty() ? own : own.replace(scalar.text(), scalar.written()))
              : "must be " + reader.wanted() + ", found '" + scalar.written() + "'",
          scalar.text().equals(scalar.written())
              ? "correct the value"
              : "correct the value of the variable");
      return Optional.empty();
    }
  }

  private Optional<Object> list(String path, Node node, Type element) {
    if (!(node instanceof Sequence sequence)) {
      return wrong(path, node, "a list");
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < sequence.items().size(); i++) {
      convert(path + "[" + i + "]", sequence.items().get(i), element).ifPresent(items::add);
    }
    boolean complete = items.size() == sequence.items().size();
    return complete ? Optional.of(List.copyOf(items)) : Optional.empty();
  }

  private Optional<Object> map(String path, Node node, Type element) {
    if (!(node instanceof Mapping block)) {
      return wrong(path, node, "a block of keys");
    }
    Map<String, Object> entries = new LinkedHashMap<>();
    block
        .entries()
        .forEach(
            (key, entry) ->
                convert(Keys.join(path, key), entry.value(), element)
                    .ifPresent(value -> entries.put(key, value)));
    boolean complete = entries.size() == block.entries().size();
    return complete ? Optional.of(Collections.unmodifiableMap(entries)) : Optional.empty();
  }

  private Optional<Object> wrong(String path, Node node, String wanted) {
    String found = "nothing";
    if (node instanceof Mapping) {
      found = "a block";
    } else if (node instanceof Sequence) {
      found = "a list";
    } else if (node instanceof Scalar scalar && !scalar.isNull()) {
      found = "'" + scalar.written() + "'";
    }
    problems.add(
        node.position(), path, "must be " + wanted + ", found " + found, "correct the value");
    return Optional.empty();
  }

  private static String pathOf(String keyPath) {
    int dot = keyPath.lastIndexOf('.');
    return dot < 0 ? "" : keyPath.substring(0, dot);
  }

  private static String blockName(String path) {
    return path.isEmpty() ? "the settings" : path;
  }

  private static Type unwrapped(Type type) {
    return raw(type) == Optional.class ? argument(type, 0) : type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }
}
