package com.example.holodeck.process;

import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/** The lines of a run, read from its file, which may be growing. */
final class Output implements AutoCloseable {
  private static final long PAUSE_MILLIS = 100;

  private final Run run;
  private final InputStream file;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();

  private Output(Run run) throws IOException {
    this.run = run;
    this.file = new BufferedInputStream(new FileInputStream(Run.log(run.folder()).toFile()));
  }

  /** Gives the lines asked for; an interrupt ends following, and the flag stays set. */
  static void stream(Run run, LogRequest request, Consumer<LogLine> sink) throws IOException {
    Deque<LogLine> past = new ArrayDeque<>();
    try (Output output = new Output(run)) {
      output.readWhole(
          line -> {
            past.add(line);
            if (request.tail().isPresent() && past.size() > request.tail().getAsInt()) {
              past.remove();
            }
          });
      past.forEach(sink);
      if (request.mode() == LogRequest.Mode.FOLLOW) {
        output.follow(sink);
      }
      output.readRest(sink);
    }
  }

  private void follow(Consumer<LogLine> sink) throws IOException {
    try {
      boolean alive = true;
      while (alive) {
        Thread.sleep(PAUSE_MILLIS);
        // Asked before reading, so that what it wrote just before its end is read too.
        alive = run.process().isAlive();
        readWhole(sink);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Decoded line by line: what is no UTF-8 spoils its own line only. */
  private void readWhole(Consumer<LogLine> sink) throws IOException {
    for (int next = file.read(); next >= 0; next = file.read()) {
      if (next == '\n') {
        sink.accept(taken());
      } else {
        begun.write(next);
      }
    }
  }

  private void readRest(Consumer<LogLine> sink) {
    if (begun.size() > 0) {
      sink.accept(taken());
    }
  }

  private LogLine taken() {
    String text = begun.toString(StandardCharsets.UTF_8);
    begun.reset();
    return new LogLine(Optional.empty(), LogLine.Stream.STDOUT, text);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
