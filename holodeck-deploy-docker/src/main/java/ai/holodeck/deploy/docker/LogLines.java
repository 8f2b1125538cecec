package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.LogLine;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts the frames of a log together to lines. The engine cuts long lines into frames of 16 KiB and
 * writes a time before each, so bytes are kept until the line ends and only the first time counts;
 * what is no UTF-8 is replaced.
 */
final class LogLines {
  private static final Map<StreamType, LogLine.Stream> STREAMS =
      Map.of(
          StreamType.STDOUT, LogLine.Stream.STDOUT,
          StreamType.RAW, LogLine.Stream.STDOUT,
          StreamType.STDERR, LogLine.Stream.STDERR);

  /** An RFC 3339 time with nine decimals and a zone is 30 to 35 characters. */
  private static final int LONGEST_TIME = 40;

  private final Map<LogLine.Stream, Pending> pending = new EnumMap<>(LogLine.Stream.class);
  private final Consumer<LogLine> sink;

  LogLines(Consumer<LogLine> sink) {
    this.sink = sink;
  }

  void accept(Frame frame) {
    LogLine.Stream stream = STREAMS.get(frame.getStreamType());
    byte[] payload = frame.getPayload();
    if (stream == null || payload == null) {
      return;
    }
    Pending line = pending.computeIfAbsent(stream, key -> new Pending());
    int from = 0;
    while (from < payload.length) {
      int end = indexOf(payload, (byte) '\n', from, payload.length);
      int until = end < 0 ? payload.length : end;
      line.append(payload, from, until);
      if (end >= 0) {
        flush(stream, line);
      }
      from = until + 1;
    }
  }

  /** Gives what has no line break yet. */
  void finish() {
    pending.forEach(
        (stream, line) -> {
          if (line.begun) {
            flush(stream, line);
          }
        });
  }

  private void flush(LogLine.Stream stream, Pending line) {
    String text = line.bytes.toString(StandardCharsets.UTF_8);
    Optional<Instant> time = Optional.ofNullable(line.time);
    line.reset();
    sink.accept(
        new LogLine(
            time, stream, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
  }

  private static int indexOf(byte[] bytes, byte wanted, int from, int until) {
    for (int i = from; i < until; i++) {
      if (bytes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The beginning of a line. */
  private static final class Pending {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Instant time;
    private boolean begun;

    void append(byte[] payload, int from, int until) {
      int space = indexOf(payload, (byte) ' ', from, Math.min(until, from + LONGEST_TIME));
      Instant stamp =
          space < 0
              ? null
              : parse(new String(payload, from, space - from, StandardCharsets.US_ASCII));
      int start = stamp == null ? from : space + 1;
      if (!begun) {
        time = stamp;
        begun = true;
      }
      bytes.write(payload, start, until - start);
    }

    void reset() {
      bytes.reset();
      time = null;
      begun = false;
    }

    private static @Nullable Instant parse(String text) {
      try {
        return text.length() < 20 ? null : java.time.OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        return null;
      }
    }
  }
}
