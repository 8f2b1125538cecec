package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** What the builders of folders share: the images, the cache and the steps that run. */
final class FolderEngine {
  static final Platform PLATFORM = new Platform("linux/amd64");
  static final String BASE = "kit/base:1";

  private static final int BY_SIGKILL = 128 + 9;
  private static final Set<Process> KILLED =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /**
   * An image.
   *
   * @param layers their digests, from the lowest on
   */
  record Image(String id, Platform platform, Map<String, String> labels, List<String> layers) {}

  /** What a step made. */
  record Made(FolderFiles files, Optional<String> layer) {}

  final Map<ImageReference, Image> names = new ConcurrentHashMap<>();
  final Map<String, Image> images = new ConcurrentHashMap<>();
  final Map<String, Made> cache = new ConcurrentHashMap<>();
  private final Map<Process, String> steps = new ConcurrentHashMap<>();
  private volatile boolean closed;

  boolean isClosed() {
    return closed;
  }

  List<String> steps() {
    return List.copyOf(steps.values());
  }

  Process start(ProcessBuilder step) throws IOException {
    Process process = step.start();
    steps.put(process, String.join(" ", step.command()));
    return process;
  }

  void forget(Process step) {
    steps.remove(step);
  }

  /**
   * Kills a step with all that it has started, and waits for its end. The number of one that has
   * ended may be another's by now, whose descendants are none of ours.
   */
  static void kill(Process step) {
    KILLED.add(step);
    if (step.isAlive()) {
      step.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    step.destroyForcibly();
    step.onExit().join();
  }

  /**
   * Whether somebody else has killed a step that has ended: a machine does that to programs when it
   * is short of something. It says nothing about the builder.
   */
  static boolean wasKilledFromOutside(Process step) {
    return step.exitValue() == BY_SIGKILL && !KILLED.contains(step);
  }

  /** What a step prints, line by line; an empty one is the end. */
  static LinkedBlockingQueue<Optional<String>> lines(Process step) {
    LinkedBlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (var output = step.inputReader(java.nio.charset.StandardCharsets.UTF_8)) {
                output.lines().forEach(line -> lines.add(Optional.of(line)));
              } catch (IOException | java.io.UncheckedIOException e) {
                lines.add(Optional.of("the step's output broke off: " + e));
              } finally {
                lines.add(Optional.empty());
              }
            },
            "output");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  /** Ends whatever runs; nothing is built any more. */
  void close() {
    closed = true;
    steps.keySet().forEach(FolderEngine::kill);
    steps.clear();
  }
}
