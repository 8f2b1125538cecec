package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Problems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** Cuts a key and its value out of the text of a file, by source position. */
final class KeyCut {
  private final YamlFile file;
  private final String text;
  private final List<Event> events;
  private final String key;

  private KeyCut(YamlFile file, String key, List<Event> events) {
    this.file = file;
    this.text = file.text();
    this.key = key;
    this.events = events;
  }

  static String cut(YamlFile file, String key, Problems problems) {
    if (!file.root().entries().containsKey(key)) {
      return file.text();
    }
    List<Event> events = YamlEvents.parse(file.file(), file.text(), new Problems()).orElseThrow();
    return new KeyCut(file, key, events).run(problems);
  }

  private String run(Problems problems) {
    Optional<Span> entry = find();
    String rest = entry.map(this::remove).orElse(text);
    int faults = problems.count();
    entry.ifPresent(span -> checkAnchors(span, problems));
    if (faults == problems.count() && !meansTheSame(rest)) {
      problems.add(
          file.root().positionOf(key),
          key,
          "cannot be cut out of the file, which is packed without it",
          "write '" + key + ":' as a plain key at the top level, not merged in with '<<'");
    }
    return rest;
  }

  /**
   * The entry as indices into the list of events and into the text, its root in flow or block
   * style.
   */
  private record Span(int firstEvent, int lastEvent, int from, int to, boolean flow) {}

  private Optional<Span> find() {
    int i = 0;
    while (!(events.get(i) instanceof NodeEvent)) {
      i++;
    }
    boolean flow = ((CollectionStartEvent) events.get(i)).isFlow();
    i++;
    while (!(events.get(i) instanceof CollectionEndEvent)) {
      int keyEnd = endOfNode(i);
      int valueEnd = endOfNode(keyEnd);
      if (events.get(i) instanceof ScalarEvent scalar && scalar.getValue().equals(key)) {
        return Optional.of(
            new Span(
                i,
                valueEnd,
                offset(scalar.getStartMark().getIndex()),
                contentEnd(i, valueEnd),
                flow));
      }
      i = valueEnd;
    }
    return Optional.empty();
  }

  /** The index after the events of the node that starts here. */
  private int endOfNode(int start) {
    int depth = 0;
    int i = start;
    do {
      Event event = events.get(i++);
      depth +=
          event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
    } while (depth > 0);
    return i;
  }

  /**
   * Where the last visible character of these events ends: the end of a block is where the next
   * thing starts.
   */
  private int contentEnd(int first, int end) {
    Deque<Boolean> flow = new ArrayDeque<>();
    int last = 0;
    for (Event event : events.subList(first, end)) {
      boolean visible = true;
      if (event instanceof CollectionStartEvent start) {
        flow.push(start.isFlow());
        visible = start.isFlow();
      } else if (event instanceof CollectionEndEvent) {
        visible = flow.pop();
      }
      if (visible) {
        last = Math.max(last, event.getEndMark().getIndex());
      } else if (event instanceof CollectionStartEvent) {
        last = Math.max(last, event.getStartMark().getIndex());
      }
    }
    return offset(last);
  }

  private String remove(Span span) {
    return span.flow() ? removeFromFlow(span) : removeFromBlock(span);
  }

  private String removeFromFlow(Span span) {
    int from = withQuestionMark(span.from());
    int to = skipBlanksAndComments(span.to());
    boolean comma = to < text.length() && text.charAt(to) == ',';
    return text.substring(0, from) + text.substring(comma ? to + 1 : span.to());
  }

  private String removeFromBlock(Span span) {
    int from = span.from();
    int column = from - lineStart(from);
    int before = withQuestionMark(from);
    if (text.substring(lineStart(from), before).isBlank()) {
      from = lineStart(from);
    }
    int to = span.to();
    if (!text.substring(lineStart(to), to).isBlank()) {
      to = lineEnd(to);
    } else if (to < text.length()) {
      to = lineStart(to);
    }
    return text.substring(0, from) + text.substring(skipBelow(to, column));
  }

  /**
   * Skips the blank lines and deeper comments below a value. Blank lines go too, because they would
   * lengthen a block scalar that stands before the key.
   */
  private int skipBelow(int start, int column) {
    int to = start;
    while (to < text.length()) {
      int content = to;
      while (content < text.length() && isBlank(text.charAt(content))) {
        content++;
      }
      boolean blankLine = content == text.length() || isBreak(text.charAt(content));
      boolean deeperComment = !blankLine && text.charAt(content) == '#' && content - to > column;
      if (!blankLine && !deeperComment) {
        return to;
      }
      to = lineEnd(content);
    }
    return to;
  }

  private int withQuestionMark(int keyStart) {
    int i = keyStart;
    while (i > 0 && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i < keyStart && i > 0 && text.charAt(i - 1) == '?' ? i - 1 : keyStart;
  }

  private int skipBlanksAndComments(int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '#') {
        i = lineEnd(i);
      } else if (isBlank(c) || isBreak(c)) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private void checkAnchors(Span span, Problems problems) {
    Map<String, Integer> defined = new HashMap<>();
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof AliasEvent alias) {
        boolean inside = i >= span.firstEvent() && i < span.lastEvent();
        int at = defined.getOrDefault(alias.getAnchor(), -1);
        if (!inside && at >= span.firstEvent() && at < span.lastEvent()) {
          problems.add(
              YamlEvents.position(file.file(), alias.getStartMark()),
              "",
              "uses the anchor '"
                  + alias.getAnchor()
                  + "', which is defined inside '"
                  + key
                  + "' and gone when the file is packed without it",
              "define the anchor outside '" + key + "'");
        }
      } else if (events.get(i) instanceof NodeEvent node && node.getAnchor() != null) {
        defined.put(node.getAnchor(), i);
      }
    }
  }

  /** The last judge: the rest, read anew, must be the same tree without the key. */
  private boolean meansTheSame(String rest) {
    byte[] bytes = rest.getBytes(StandardCharsets.UTF_8);
    return YamlFile.parse(file.file(), bytes, new Problems())
        .map(YamlFile::root)
        .map(root -> Plainly.map(root).equals(Plainly.map(file.root().without(key))))
        .orElse(false);
  }

  /** The parser counts characters, Java's strings count UTF-16 units. */
  private int offset(int index) {
    return text.offsetByCodePoints(0, index);
  }

  private int lineStart(int offset) {
    int i = offset;
    while (i > 0 && !isBreak(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  /** After the line break that ends this line. */
  private int lineEnd(int offset) {
    int i = offset;
    while (i < text.length() && !isBreak(text.charAt(i))) {
      i++;
    }
    return text.startsWith("\r\n", i) ? i + 2 : Math.min(i + 1, text.length());
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** The line breaks of YAML 1.1, section 4.1.4. */
  private static boolean isBreak(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }
}
