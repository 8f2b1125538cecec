package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * The lines of a service. Following goes on when its container is started again or replaced, and
 * ends when the service is gone.
 */
final class ServiceLog {
  private static final long RETRY_MILLIS = 500;

  private final ServiceContainers containers;
  private final ContainerLogs logs;
  private final LogRequest request;
  private final Consumer<LogLine> sink;
  private String container = "";
  private Optional<Instant> last = Optional.empty();

  ServiceLog(
      ServiceContainers containers,
      ContainerLogs logs,
      LogRequest request,
      Consumer<LogLine> sink) {
    this.containers = containers;
    this.logs = logs;
    this.request = request;
    this.sink = sink;
  }

  void run() {
    boolean follow = request.mode() == LogRequest.Mode.FOLLOW;
    try {
      Optional<ServiceContainer> current = containers.current();
      while (current.isPresent()) {
        read(current.get(), follow);
        if (!follow) {
          return;
        }
        Thread.sleep(RETRY_MILLIS);
        current = containers.current();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(ServiceContainer current, boolean follow) throws InterruptedException {
    boolean first = container.isEmpty();
    boolean replaced = !current.id().equals(container);
    if (!first && !replaced && !current.isRunning()) {
      return; // Read to its end before.
    }
    if (replaced) {
      container = current.id();
      last = Optional.empty();
    } else {
      last = last.or(current::startedAt);
    }
    Optional<Instant> seen = last;
    logs.read(
        container,
        first ? request.tail() : OptionalInt.empty(),
        seen.or(request::since),
        follow && current.isRunning(),
        line -> give(line, seen));
  }

  /**
   * The engine selects by whole seconds, so what came before is left out here, as is what was given
   * already.
   */
  private void give(LogLine line, Optional<Instant> seen) {
    boolean early =
        line.time().isPresent()
            && (request.since().filter(line.time().get()::isBefore).isPresent()
                || seen.filter(time -> !line.time().get().isAfter(time)).isPresent());
    if (!early) {
      last = line.time().or(() -> last);
      sink.accept(line);
    }
  }
}
