package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.LogLine;
import com.azure.json.JsonProviders;
import com.azure.json.JsonReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** One line of a log stream: a JSON object, of the console or of the system. */
final class LogRecord {
  /** As seen: ISO 8601, or with a blank for the T and an offset without minutes or none. */
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[' ']")
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .appendPattern("[' ']['UTC']")
          .toFormatter();

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
    try {
      return Optional.of(
              TIME.parseBest(text(fields, "TimeStamp"), OffsetDateTime::from, LocalDateTime::from))
          .map(
              found ->
                  found instanceof OffsetDateTime withOffset
                      ? withOffset.toInstant()
                      : ((LocalDateTime) found).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
