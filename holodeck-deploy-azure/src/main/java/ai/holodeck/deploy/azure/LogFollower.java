package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Follows an app's consoles until it is gone. Streams end early in real life: each is opened again,
 * of whichever replicas there are by then, without giving a line twice.
 */
final class LogFollower {
  private final ContainerApps apps;
  private final AppId id;
  private final AppLogs logs;
  private final Duration interval;
  private final Map<String, SeenLines> seen = new HashMap<>();
  private final Map<String, LogStreams.Open> open = new HashMap<>();
  private final BlockingQueue<LogStreams.Item> queue = LogStreams.queue();
  private String toldEmpty = "";

  LogFollower(ContainerApps apps, AppId id, AppLogs logs, Duration interval) {
    this.apps = apps;
    this.id = id;
    this.logs = logs;
    this.interval = interval;
  }

  void follow(LogRequest request, Consumer<LogLine> sink) throws InterruptedException {
    int tail = Math.min(AppLogs.MOST, request.tail().orElse(AppLogs.MOST));
    Optional<LogAccess> access = LogAccess.to(apps, id);
    if (access.isEmpty()) {
      throw LogErrors.notDeployed(id.name());
    }
    try {
      connect(access.get(), tail, request, sink);
      while (access.isPresent()) {
        LogStreams.@Nullable Item item = queue.poll(interval.toMillis(), TimeUnit.MILLISECONDS);
        if (item != null && !item.isEnd()) {
          give(item, request, sink);
          continue;
        }
        if (item != null) {
          close(item.source());
          TimeUnit.MILLISECONDS.sleep(interval.toMillis());
        }
        access = LogAccess.to(apps, id);
        access.ifPresent(found -> connect(found, AppLogs.MOST, request, sink));
      }
    } finally {
      open.values().forEach(LogStreams.Open::close);
    }
  }

  private void connect(LogAccess access, int tail, LogRequest request, Consumer<LogLine> sink) {
    Map<String, URI> consoles = access.consoles(apps, access.revision());
    if (consoles.isEmpty() && !toldEmpty.equals(access.revision())) {
      toldEmpty = access.revision();
      sink.accept(logs.noReplica(id, access.revision()));
    }
    AppLogs.sources(access, consoles, request)
        .forEach((source, address) -> open(access, source, address, tail));
  }

  private void open(LogAccess access, String source, URI address, int tail) {
    if (open.containsKey(source)) {
      return;
    }
    boolean first = !seen.containsKey(source);
    seen.computeIfAbsent(source, name -> new SeenLines()).reopened();
    open.put(
        source,
        logs.streams()
            .open(
                source,
                LogAccess.query(address, true, first ? tail : AppLogs.MOST),
                access.token(),
                queue));
  }

  private void give(LogStreams.Item item, LogRequest request, Consumer<LogLine> sink) {
    LogLine line = AppLogs.line(item.source(), item.line().orElseThrow());
    SeenLines lines = seen.get(item.source());
    if ((lines == null || lines.isNew(line)) && !AppLogs.isBefore(line, request.since())) {
      sink.accept(line);
    }
  }

  private void close(String source) {
    LogStreams.Open ended = open.remove(source);
    if (ended != null) {
      ended.close();
    }
  }
}
