package ai.holodeck.deploy.azure.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines with the time at which they came, which grows from line to line. */
final class Console {
  /** A line. */
  record Line(Instant time, String text) {}

  private final List<Line> lines = new ArrayList<>();
  private Instant last = Instant.EPOCH;
  private boolean closed;

  synchronized void add(String text) {
    Instant now = Instant.now();
    last = now.isAfter(last) ? now : last.plusNanos(100);
    lines.add(new Line(last, text));
    notifyAll();
  }

  /** Takes all that comes, until the end. */
  void take(InputStream in) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (in) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          add(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(b);
        }
      }
    } catch (IOException e) {
      add("(" + e + ")");
    }
    if (line.size() > 0) {
      add(line.toString(StandardCharsets.UTF_8));
    }
  }

  /** No more will come. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized int size() {
    return lines.size();
  }

  synchronized List<Line> from(int first) {
    return List.copyOf(lines.subList(Math.min(first, lines.size()), lines.size()));
  }

  /** Waits for lines after the first so many; gives none once closed. */
  synchronized List<Line> await(int first) throws InterruptedException {
    while (lines.size() <= first && !closed) {
      wait();
    }
    return from(first);
  }
}
