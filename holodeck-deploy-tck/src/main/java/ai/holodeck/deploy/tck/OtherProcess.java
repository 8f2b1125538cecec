package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another process that does a job for a rule. One that has done it waits for the next: to start one
 * takes longer than most jobs.
 */
final class OtherProcess implements AutoCloseable {
  /** Only so that a hanging adapter fails and does not hang the kit. */
  private static final long MINUTES = 5;

  private static final int SHOWN = 4_000;
  private static final String ENDED = "the process has ended";
  private static final Deque<OtherProcess> IDLE = new ConcurrentLinkedDeque<>();

  private final Process process;
  private final Path errors;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /** Also after a job that failed: such a process does no other. */
  private boolean busy;

  private OtherProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Has a process begin a job. */
  static OtherProcess start(Job job) {
    OtherProcess idle = IDLE.poll();
    while (idle != null && !idle.process.isAlive()) {
      idle = IDLE.poll();
    }
    OtherProcess worker = idle == null ? launch() : idle;
    worker.busy = true;
    worker.tell(job.line());
    return worker;
  }

  private static OtherProcess launch() {
    try {
      Path errors = Files.createTempFile("holodeck-tck-", ".err");
      errors.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  StateProcess.class.getName())
              .redirectError(errors.toFile());
      // By a variable: the class path of a large project is too long for some systems' arguments.
      builder.environment().put("CLASSPATH", classPath());
      OtherProcess started = new OtherProcess(builder.start(), errors);
      Thread ears = new Thread(started::hear, "what process " + started.pid() + " says");
      ears.setDaemon(true);
      ears.start();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException("the kit cannot start another process", e);
    }
  }

  private static String classPath() {
    return Stream.of("java.class.path", "jdk.module.path")
        .map(System::getProperty)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  /** Only a line with its end counts as said. */
  private void hear() {
    try (InputStream out = new BufferedInputStream(process.getInputStream())) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = out.read(); next >= 0; next = out.read()) {
        if (next == '\n') {
          said.add(line.toString(StandardCharsets.UTF_8));
          line.reset();
        } else {
          line.write(next);
        }
      }
    } catch (IOException e) {
      // As the end of its output.
    }
    said.add(ENDED);
  }

  long pid() {
    return process.pid();
  }

  void tell(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new AssertionError(died(), e);
    }
  }

  /** The next that the job tells. */
  String next() {
    String line = take();
    if (line.charAt(0) != StateProcess.TOLD) {
      throw new AssertionError("the job has ended without telling anything more");
    }
    return line.substring(1);
  }

  /** Waits for the job's end and gives the last that it told; empty when it told nothing more. */
  String awaitEnd() {
    String last = "";
    for (String line = take(); line.charAt(0) != StateProcess.DONE; line = take()) {
      last = line.substring(1);
    }
    busy = false;
    return last;
  }

  /**
   * Lets the job tell its first and then a round of more, kills the process at a moment of the next
   * round, and gives the last that it has told.
   *
   * @param moment what part of a round's time the next one goes on, from 0 to 1
   */
  String killWithin(int round, double moment) {
    String last = next();
    long begun = System.nanoTime();
    for (int i = 0; i < round; i++) {
      last = next();
    }
    List<String> more = killAfter(Math.round((System.nanoTime() - begun) * moment));
    return more.isEmpty() ? last : more.get(more.size() - 1);
  }

  /** Kills the process at once. */
  void kill() {
    killAfter(0);
  }

  private List<String> killAfter(long nanoseconds) {
    try {
      if (process.waitFor(nanoseconds, TimeUnit.NANOSECONDS)) {
        throw new AssertionError(died());
      }
      // By its handle: Process would close the output, which is to be read to the end.
      assertThat(process.toHandle().destroyForcibly()).as("could be killed").isTrue();
      process.waitFor();
      List<String> told = new ArrayList<>();
      for (String line = said.take(); !line.equals(ENDED); line = said.take()) {
        told.add(checked(line).substring(1));
      }
      return told;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The process waits for the next job, or is killed when it has not done this one. */
  @Override
  public void close() {
    if (!busy && process.isAlive()) {
      IDLE.add(this);
      return;
    }
    process.destroyForcibly();
    errors.toFile().delete();
  }

  private String take() {
    try {
      String line = said.poll(MINUTES, TimeUnit.MINUTES);
      if (line == null) {
        throw new AssertionError(
            "the other process, " + pid() + ", said nothing for " + MINUTES + " minutes");
      }
      return checked(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for process " + pid(), e);
    }
  }

  private String checked(String line) {
    if (line.equals(ENDED)) {
      throw new AssertionError(died());
    }
    if (line.charAt(0) == StateProcess.FAILED) {
      byte[] trace = Base64.getDecoder().decode(line.substring(1));
      throw new AssertionError(
          "another process failed: " + new String(trace, StandardCharsets.UTF_8).strip());
    }
    return line;
  }

  private String died() {
    String output;
    try {
      output = Files.readString(errors).strip();
    } catch (IOException e) {
      output = "it cannot be read: " + e;
    }
    return "the other process, "
        + pid()
        + ", has ended before its time; its error output: "
        + output.substring(Math.max(0, output.length() - SHOWN));
  }
}
