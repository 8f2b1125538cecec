package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.LogLine;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a probe has written. */
final class MemoryLines {
  private final List<LogLine> lines = new ArrayList<>();
  private boolean ended;

  OutputStream stream(LogLine.Stream stream) {
    return new OutputStream() {
      private final ByteArrayOutputStream line = new ByteArrayOutputStream();

      @Override
      public void write(int octet) {
        if (octet == '\n') {
          add(
              new LogLine(
                  Optional.of(Instant.now()), stream, line.toString(StandardCharsets.UTF_8)));
          line.reset();
        } else {
          line.write(octet);
        }
      }
    };
  }

  synchronized List<LogLine> all() {
    return List.copyOf(lines);
  }

  /** Waits for the line of this number, from zero; empty when there will be none. */
  synchronized Optional<LogLine> await(int index) throws InterruptedException {
    while (index >= lines.size() && !ended) {
      wait();
    }
    return index < lines.size() ? Optional.of(lines.get(index)) : Optional.empty();
  }

  synchronized void end() {
    ended = true;
    notifyAll();
  }

  private synchronized void add(LogLine line) {
    lines.add(line);
    notifyAll();
  }
}
