package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The lines of a service that are there; a provider may take a while to have them. */
final class Lines {
  private static final long PAUSE = 50;

  private final LogSource source;
  private final ServiceId id;
  private final LogRequest request;

  private Lines(LogSource source, ServiceId id, LogRequest request) {
    this.source = source;
    this.id = id;
    this.request = request;
  }

  static Lines of(LogSource source, ServiceId id, LogRequest request) {
    return new Lines(source, id, request);
  }

  List<LogLine> all() {
    List<LogLine> lines = new ArrayList<>();
    source.stream(id, request, lines::add);
    return lines;
  }

  List<String> now() {
    return all().stream().map(LogLine::text).toList();
  }

  /**
   * Those of the service alone: none of the provider's, and not what a Java program is made to say
   * at its start where options come from the environment.
   */
  List<String> ofService() {
    return all().stream()
        .filter(line -> line.stream() != LogLine.Stream.SYSTEM)
        .map(LogLine::text)
        .filter(text -> !text.startsWith("Picked up "))
        .toList();
  }

  List<String> startingWith(String prefix) {
    return now().stream().filter(line -> line.startsWith(prefix)).toList();
  }

  /** A provider that takes longer to have a line than to start a service has lost it. */
  void awaitLine(String text, Duration patience) {
    Instant end = Instant.now().plus(patience);
    List<String> found = now();
    while (!found.contains(text)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            "the line '"
                + text
                + "' did not come; the last of "
                + found.size()
                + " lines: "
                + found.subList(Math.max(0, found.size() - 5), found.size()));
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for the line '" + text + "'", e);
      }
      found = now();
    }
  }
}
