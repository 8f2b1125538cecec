package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.reader.ReaderException;

/** The events of one YAML document, with their places. */
final class YamlEvents {
  private YamlEvents() {}

  /** Parses; empty after a fault, which is in the problems then. */
  static Optional<List<Event>> parse(Path file, String text, Problems problems) {
    List<Event> events = new ArrayList<>();
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(Integer.MAX_VALUE);
    int documents = 0;
    try {
      for (Event event : new Yaml(options).parse(new StringReader(text))) {
        if (event instanceof DocumentStartEvent && ++documents > 1) {
          problems.add(
              position(file, event.getStartMark()),
              "",
              "a second document starts here",
              "keep one document in the file");
          return Optional.empty();
        }
        events.add(event);
      }
      return Optional.of(events);
    } catch (MarkedYAMLException e) {
      addSyntaxFault(file, text, e, problems);
    } catch (ReaderException e) {
      int before = text.offsetByCodePoints(0, Math.min(e.getPosition(), codePoints(text)));
      problems.add(
          new Position(file, lineAt(text, before), 0),
          "",
          String.format("the character U+%04X is not allowed in YAML", e.getCodePoint()),
          "remove it, or write it as an escape in a double-quoted value");
    } catch (YAMLException e) {
      problems.add(Position.of(file), "", "not YAML: " + e.getMessage(), "correct it");
    }
    return Optional.empty();
  }

  static Position position(Path file, Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static void addSyntaxFault(
      Path file, String text, MarkedYAMLException fault, Problems problems) {
    Mark mark = fault.getProblemMark();
    if (mark == null) {
      problems.add(Position.of(file), "", "not YAML: " + fault.getProblem(), "correct it");
      return;
    }
    int offset = text.offsetByCodePoints(0, Math.min(mark.getIndex(), codePoints(text)));
    boolean tab = offset < text.length() && text.charAt(offset) == '\t';
    problems.add(
        position(file, mark),
        "",
        tab ? "a tab stands where YAML wants spaces" : "not YAML: " + fault.getProblem(),
        tab ? "indent with spaces" : "correct the line, or quote the value");
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static int lineAt(String text, int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
