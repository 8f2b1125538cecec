package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Makes a tree of the events of a document. Done here and not by the library, because it keeps
 * neither the place of an alias nor the text of a value as written.
 */
final class Composer {
  /** More values than any real file has, and few enough to be walked at once. */
  static final int MAX_NODES = 100_000;

  private static final int MAX_DEPTH = 100;
  private static final Set<Tag> KNOWN_TAGS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MAP, Tag.SEQ);

  private final Path file;
  private final Problems problems;
  private final Iterator<Event> events;
  private final Resolver resolver = new Resolver();
  private final Map<String, Optional<Anchored>> anchors = new HashMap<>();
  private int nodes;

  /** An anchored value and how many values it stands for. */
  private record Anchored(Node node, int size) {}

  /** The limits were passed: nothing after that is worth reading. */
  private static final class Abandoned extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private Composer(Path file, Problems problems, List<Event> events) {
    this.file = file;
    this.problems = problems;
    this.events = events.iterator();
  }

  /** The root value; empty when the document has none or the limits were passed. */
  static Optional<Node> compose(Path file, List<Event> events, Problems problems) {
    Composer composer = new Composer(file, problems, events);
    try {
      while (composer.events.hasNext()) {
        Event event = composer.events.next();
        if (event instanceof NodeEvent) {
          return Optional.of(composer.node(event, "", 0));
        }
      }
    } catch (Abandoned e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private Node node(Event event, String key, int depth) {
    Position position = YamlEvents.position(file, event.getStartMark());
    if (event instanceof AliasEvent alias) {
      return aliased(alias, key, position);
    }
    count(1, key, position);
    if (depth > MAX_DEPTH) {
      problems.add(
          position, key, "is nested more than " + MAX_DEPTH + " levels deep", "flatten it");
      throw new Abandoned();
    }
    int before = nodes;
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      anchors.put(anchor, Optional.empty());
    }
    Node node;
    if (event instanceof ScalarEvent scalar) {
      node = scalar(scalar, key, position);
    } else if (event instanceof SequenceStartEvent start) {
      checkTag(start.getTag(), key, position);
      node = sequence(key, position, depth);
    } else {
      checkTag(((MappingStartEvent) event).getTag(), key, position);
      node = mapping(key, position, depth);
    }
    if (anchor != null) {
      anchors.put(anchor, Optional.of(new Anchored(node, nodes - before + 1)));
    }
    return node;
  }

  private Node aliased(AliasEvent alias, String key, Position position) {
    Optional<Anchored> target = anchors.get(alias.getAnchor());
    if (target == null) {
      problems.add(
          position,
          key,
          "refers to the anchor '" + alias.getAnchor() + "', which is not defined above",
          "define it with &" + alias.getAnchor() + ", or quote a value that starts with '*'");
    } else if (target.isEmpty()) {
      problems.add(
          position,
          key,
          "contains itself through the anchor '" + alias.getAnchor() + "'",
          "write the value out");
    } else {
      count(target.get().size(), key, position);
      return target.get().node();
    }
    return new Scalar(position, "", Scalar.Kind.NULL);
  }

  private Scalar scalar(ScalarEvent event, String key, Position position) {
    Tag tag =
        event.getTag() == null || event.getTag().equals("!")
            ? resolver.resolve(
                NodeId.scalar, event.getValue(), event.getImplicit().canOmitTagInPlainScalar())
            : new Tag(event.getTag());
    checkTag(event.getTag(), key, position);
    Scalar.Kind kind = Scalar.Kind.STRING;
    if (tag.equals(Tag.INT)) {
      kind = Scalar.Kind.INTEGER;
    } else if (tag.equals(Tag.FLOAT)) {
      kind = Scalar.Kind.DECIMAL;
    } else if (tag.equals(Tag.BOOL)) {
      kind = Scalar.Kind.BOOLEAN;
    } else if (tag.equals(Tag.NULL)) {
      kind = Scalar.Kind.NULL;
    }
    return new Scalar(position, event.getValue(), kind);
  }

  private Sequence sequence(String key, Position position, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event, key + "[" + items.size() + "]", depth + 1));
    }
    return new Sequence(position, items);
  }

  private Mapping mapping(String path, Position position, int depth) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    List<Mapping> merged = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      Position keyPosition = YamlEvents.position(file, event.getStartMark());
      boolean merge = isMergeKey(event);
      Node keyNode = node(event, path, depth + 1);
      String key = keyNode instanceof Scalar scalar ? scalar.text() : "";
      String keyPath = path.isEmpty() ? key : path + "." + key;
      Node value = node(events.next(), keyPath, depth + 1);
      if (merge) {
        merge(value, keyPath, keyPosition, merged);
      } else if (!(keyNode instanceof Scalar scalar) || scalar.isNull() || key.isEmpty()) {
        problems.add(
            keyPosition, path, "has a key that is not a word", "write 'key: value' with a key");
      } else {
        Mapping.Entry first = entries.putIfAbsent(key, new Mapping.Entry(keyPosition, value));
        if (first != null) {
          problems.add(
              keyPosition,
              keyPath,
              "stands twice in this block, first on line " + first.keyPosition().line(),
              "keep one of them");
        }
      }
    }
    merged.forEach(from -> from.entries().forEach(entries::putIfAbsent));
    return new Mapping(position, entries);
  }

  private static boolean isMergeKey(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && scalar.getImplicit().canOmitTagInPlainScalar();
  }

  private void merge(Node value, String key, Position position, List<Mapping> merged) {
    List<Node> sources = value instanceof Sequence list ? list.items() : List.of(value);
    for (Node source : sources) {
      if (source instanceof Mapping block) {
        merged.add(block);
      } else {
        problems.add(position, key, "merges something that is no block", "name a block of keys");
      }
    }
  }

  private void checkTag(@Nullable String tag, String key, Position position) {
    if (tag != null && !tag.equals("!") && !KNOWN_TAGS.contains(new Tag(tag))) {
      problems.add(position, key, "has the tag " + tag + ", which is not supported", "remove it");
    }
  }

  private void count(int more, String key, Position position) {
    nodes += more;
    if (nodes > MAX_NODES) {
      problems.add(
          position,
          key,
          "the file stands for more than " + MAX_NODES + " values once its aliases are expanded",
          "use fewer aliases ('*name')");
      throw new Abandoned();
    }
  }
}
