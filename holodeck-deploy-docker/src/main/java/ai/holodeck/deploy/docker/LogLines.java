package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.LogLine;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts the pieces of a log together to lines. The client library cuts anywhere, so nothing is read
 * from a piece before its line is whole. The engine keeps a long line in parts and writes a time
 * before each; only the first counts. Docker's parts have 16 KiB; Podman's have any length, but
 * each is sent by itself, and so begins a piece. What is no UTF-8 is replaced.
 */
final class LogLines {
  private static final Map<StreamType, LogLine.Stream> STREAMS =
      Map.of(
          StreamType.STDOUT, LogLine.Stream.STDOUT,
          StreamType.RAW, LogLine.Stream.STDOUT,
          StreamType.STDERR, LogLine.Stream.STDERR);

  /**
   * How much of a line the engine keeps in one part (moby, daemon/logger/copier.go,
   * defaultBufSize).
   */
  private static final int PART = 16 * 1024;

  /**
   * An RFC 3339 time with nine decimals and a zone has 30 to 35 characters, with none and no zone
   * 20.
   */
  private static final int SHORTEST_TIME = 20;

  private static final int LONGEST_TIME = 40;

  /** A line longer than this is given in pieces. */
  private static final int LONGEST_LINE = 1024 * 1024;

  private final Map<LogLine.Stream, Pending> pending = new EnumMap<>(LogLine.Stream.class);
  private final EngineKind engine;
  private final Consumer<LogLine> sink;

  LogLines(EngineKind engine, Consumer<LogLine> sink) {
    this.engine = engine;
    this.sink = sink;
  }

  void accept(Frame frame) {
    LogLine.Stream stream = STREAMS.get(frame.getStreamType());
    byte[] payload = frame.getPayload();
    if (stream == null || payload == null) {
      return;
    }
    Pending line = pending.computeIfAbsent(stream, key -> new Pending());
    line.pieces.add(line.size());
    int from = 0;
    for (int i = 0; i < payload.length; i++) {
      if (payload[i] == '\n') {
        line.write(payload, from, i - from);
        flush(stream, line);
        from = i + 1;
      }
    }
    line.write(payload, from, payload.length - from);
    if (line.size() > LONGEST_LINE) {
      flush(stream, line);
    }
  }

  /** Gives what has no line break yet. */
  void finish() {
    pending.forEach(
        (stream, line) -> {
          if (line.size() > 0) {
            flush(stream, line);
          }
        });
  }

  private void flush(LogLine.Stream stream, Pending line) {
    byte[] bytes = line.toByteArray();
    List<Integer> pieces = List.copyOf(line.pieces);
    line.reset();
    line.pieces.clear();
    Optional<Instant> time = Optional.empty();
    ByteArrayOutputStream content = new ByteArrayOutputStream(bytes.length);
    int at = 0;
    do {
      Stamp stamp = Stamp.at(bytes, at);
      time = time.or(stamp::time);
      int end = stamp.time().isPresent() ? endOfPart(bytes, pieces, stamp.end()) : bytes.length;
      content.write(bytes, stamp.end(), end - stamp.end());
      at = end;
    } while (at < bytes.length);
    String text = content.toString(StandardCharsets.UTF_8);
    sink.accept(
        new LogLine(
            time, stream, text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
  }

  private int endOfPart(byte[] bytes, List<Integer> pieces, int from) {
    return engine == EngineKind.PODMAN
        ? pieces.stream()
            .filter(piece -> piece > from && Stamp.at(bytes, piece).time().isPresent())
            .findFirst()
            .orElse(bytes.length)
        : Math.min(bytes.length, from + PART);
  }

  /** What has come of a line, and where its pieces began. */
  private static final class Pending extends ByteArrayOutputStream {
    private final List<Integer> pieces = new ArrayList<>();
  }

  /**
   * A time and the space after it.
   *
   * @param end where the content begins
   */
  private record Stamp(Optional<Instant> time, int end) {
    static Stamp at(byte[] bytes, int from) {
      byte[] head = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + LONGEST_TIME));
      String text = new String(head, StandardCharsets.ISO_8859_1);
      int space = text.indexOf(' ');
      int length = space < 0 ? text.length() : space;
      if (length >= SHORTEST_TIME) {
        try {
          Instant time = OffsetDateTime.parse(text.substring(0, length)).toInstant();
          return new Stamp(Optional.of(time), from + length + (space < 0 ? 0 : 1));
        } catch (DateTimeParseException e) {
          return new Stamp(Optional.empty(), from);
        }
      }
      return new Stamp(Optional.empty(), from);
    }
  }
}
