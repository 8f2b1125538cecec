package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.LogLine;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a log stream: a JSON object, of the console or of the system. */
final class LogRecord {
  /** As seen: ISO 8601, or with blanks, and an offset without its colon or none. */
  private static final Pattern TIME =
      Pattern.compile(
          "([0-9-]{10})[T ]([0-9:]{8}(?:\\.[0-9]{1,9})?) ?(?:Z|([+-][0-9]{2}):?([0-9]{2}))?(?: ?UTC)?");

  private LogRecord() {}

  static LogLine console(String json) {
    return parse(json)
        .map(
            fields ->
                new LogLine(
                    time(fields), LogLine.Stream.STDOUT, text(fields, "Log").stripTrailing()))
        .orElseGet(() -> new LogLine(Optional.empty(), LogLine.Stream.STDOUT, json));
  }

  static LogLine system(String json) {
    return parse(json)
        .map(
            fields ->
                new LogLine(
                    time(fields),
                    LogLine.Stream.SYSTEM,
                    (text(fields, "Reason") + " " + text(fields, "Msg")).strip()))
        .orElseGet(() -> new LogLine(Optional.empty(), LogLine.Stream.SYSTEM, json));
  }

  /** The revision that an event of the system is about; empty when it names none. */
  static String revision(String json) {
    return parse(json).map(fields -> text(fields, "RevisionName")).orElse("");
  }

  private static Optional<Map<String, Object>> parse(String json) {
    try (JsonReader reader = JsonProviders.createReader(json)) {
      return Optional.of(reader.readMap(JsonReader::readUntyped));
    } catch (IOException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static String text(Map<String, Object> fields, String name) {
    return Objects.toString(fields.get(name), "");
  }

  private static Optional<Instant> time(Map<String, Object> fields) {
    Matcher time = TIME.matcher(text(fields, "TimeStamp"));
    if (!time.matches()) {
      return Optional.empty();
    }
    String offset = time.group(3) == null ? "Z" : time.group(3) + ":" + time.group(4);
    try {
      return Optional.of(
          OffsetDateTime.parse(time.group(1) + "T" + time.group(2) + offset).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
