package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A file that only grows: one line for each change. What a killed process has left of a line is
 * written over by the next. Each method may be overridden with a wrong one.
 */
abstract class Journal {
  private static final String VERSION = "journal 1";
  private static final long LOOK_AGAIN = 50_000;
  private static final Map<File, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();

  private final File mutex;
  private final File file;

  /** How much of the file is known here. */
  private long known;

  Journal(Path folder, String name) {
    this.mutex = folder.resolve("mutex").toFile();
    this.file = folder.resolve(name).toFile();
  }

  /** Takes note of a line that somebody has written. */
  abstract void apply(List<String> words);

  /** Does something while nobody else uses the store. */
  final <T> T alone(Supplier<T> work) {
    ReentrantLock threads = OF_THIS_PROCESS.computeIfAbsent(mutex, any -> new ReentrantLock());
    threads.lock();
    // Not a FileChannel for reading and writing: an interrupt would close it.
    try (RandomAccessFile open = new RandomAccessFile(mutex, "rw")) {
      return betweenProcesses(open.getChannel(), work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.unlock();
    }
  }

  <T> T betweenProcesses(FileChannel channel, Supplier<T> work) throws IOException {
    FileLock lock = channel.tryLock();
    while (lock == null) {
      LockSupport.parkNanos(LOOK_AGAIN);
      lock = channel.tryLock();
    }
    try {
      catchUp();
      return work.get();
    } finally {
      lock.release();
    }
  }

  <T> T reading(Supplier<T> work) {
    return alone(work);
  }

  /** Writes a line; only while {@link #alone}. */
  void append(List<String> words) {
    write(words);
  }

  final void write(List<String> words) {
    String line =
        words.stream()
            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" "));
    byte[] bytes =
        ((known == 0 ? VERSION + "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
    try (RandomAccessFile out = new RandomAccessFile(file, "rw")) {
      out.setLength(known);
      out.seek(known);
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    known += bytes.length;
    apply(words);
  }

  final void catchUp() throws IOException {
    if (file.length() <= known) {
      return;
    }
    byte[] more;
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      in.seek(known);
      more = new byte[(int) (in.length() - known)];
      in.readFully(more);
    }
    if (known == 0 && !isBeginningOf(VERSION + "\n", more)) {
      String first = new String(more, StandardCharsets.UTF_8).lines().findFirst().orElse("");
      if (first.startsWith("journal ")) {
        newer(first);
      } else {
        malformed(first);
      }
    }
    int start = 0;
    for (int i = 0; i < more.length; i++) {
      if (more[i] == '\n') {
        String line = new String(more, start, i - start, StandardCharsets.UTF_8);
        if (known > 0) {
          apply(
              Arrays.stream(line.split(" ", -1))
                  .map(word -> URLDecoder.decode(word, StandardCharsets.UTF_8))
                  .toList());
        }
        known += i + 1 - start;
        start = i + 1;
      }
    }
  }

  private static boolean isBeginningOf(String expected, byte[] found) {
    int length = Math.min(expected.length(), found.length);
    return new String(found, 0, length, StandardCharsets.UTF_8)
        .equals(expected.substring(0, length));
  }

  void newer(String version) {
    throw new DeployException(
        CoreError.STATE_INVALID, "'" + version + "' is not known", "use a newer adapter");
  }

  void malformed(String line) {
    throw new DeployException(
        CoreError.STATE_INVALID, "'" + line + "' is no beginning", "restore the file");
  }

  final boolean isWritten() {
    return file.exists();
  }

  final long size() {
    return file.length();
  }

  /** So that what is wrong in a store surely meets somebody else. */
  static void pause(int milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
