package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import com.azure.resourcemanager.appcontainers.fluent.models.ContainerAppInner;
import com.azure.resourcemanager.appcontainers.fluent.models.RevisionInner;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reads the log streams of an app: of its replicas' consoles, and of the system. Azure keeps no
 * more than the last 300 lines of each replica there.
 */
final class AppLogs {
  /** Of {@code tailLines}. */
  static final int MOST = 300;

  /** The source of what the system says, beside the replicas. */
  private static final String SYSTEM = "system";

  private final ContainerApps apps;
  private final AzureSettings settings;
  private final LogStreams streams;

  AppLogs(ContainerApps apps, AzureSettings settings) {
    this.apps = apps;
    this.settings = settings;
    this.streams = new LogStreams(settings.callTimeout());
  }

  /** As {@link ai.holodeck.deploy.service.LogSource#stream}. */
  void stream(AppId id, LogRequest request, Consumer<LogLine> sink) {
    try {
      if (request.mode() == LogRequest.Mode.FOLLOW) {
        new LogFollower(apps, id, this, settings.pollInterval()).follow(request, sink);
      } else {
        past(id, request).forEach(sink);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DeployException e) {
      if (!Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
  }

  private List<LogLine> past(AppId id, LogRequest request) throws InterruptedException {
    LogAccess access = LogAccess.to(apps, id).orElseThrow(() -> LogErrors.notDeployed(id.name()));
    Map<String, URI> replicas = access.consoles(apps, access.revision());
    int tail = Math.min(MOST, request.tail().orElse(MOST));
    List<LogLine> lines = new ArrayList<>();
    if (tail > 0) {
      lines.addAll(read(access, sources(access, replicas, request), tail, AppLogs::line));
    }
    lines.removeIf(line -> isBefore(line, request.since()));
    lines.sort(Comparator.comparing(line -> line.time().orElse(Instant.EPOCH)));
    List<LogLine> last =
        new ArrayList<>(lines.subList(Math.max(0, lines.size() - tail), lines.size()));
    if (replicas.isEmpty()) {
      last.add(noReplica(id, access.revision()));
    }
    return last;
  }

  /** The consoles, and what the system says where that is asked for. */
  static Map<String, URI> sources(LogAccess access, Map<String, URI> consoles, LogRequest request) {
    Map<String, URI> sources = new LinkedHashMap<>(consoles);
    if (request.origin() == LogRequest.Origin.SERVICE_AND_PROVIDER) {
      sources.put(SYSTEM, access.events());
    }
    return sources;
  }

  static LogLine line(String source, String json) {
    return source.equals(SYSTEM) ? LogRecord.system(json) : LogRecord.console(json);
  }

  static boolean isBefore(LogLine line, Optional<Instant> since) {
    return since.isPresent() && line.time().filter(time -> time.isBefore(since.get())).isPresent();
  }

  /** Why there are no lines: Azure keeps those of replicas that are there. */
  LogLine noReplica(AppId id, String revision) {
    Optional<RevisionInner> found = apps.revision(id, revision);
    String reason =
        found.filter(RevisionLook::isScaledToZero).isPresent()
            ? "it is scaled to zero, and starts one at the next request; min_replicas: 1 keeps one"
            : found.map(RevisionLook::words).orElse("Azure has not made it");
    return new LogLine(
        Optional.empty(),
        LogLine.Stream.SYSTEM,
        "revision " + revision + " has no replica, and so no lines: " + reason);
  }

  /** The last lines of a revision that failed: of the system, then of its consoles. */
  List<String> lastOf(AppId id, String revision, int count) {
    List<String> lines = new ArrayList<>();
    try {
      Optional<LogAccess> access = LogAccess.to(apps, id);
      if (access.isPresent()) {
        read(
                access.get(),
                Map.of(SYSTEM, access.get().events()),
                count,
                (source, json) ->
                    LogRecord.revision(json).equals(revision)
                        ? LogRecord.system(json)
                        : new LogLine(Optional.empty(), LogLine.Stream.SYSTEM, ""))
            .stream()
            .map(LogLine::text)
            .filter(text -> !text.isEmpty())
            .map(text -> "system: " + text)
            .forEach(lines::add);
        read(access.get(), access.get().consoles(apps, revision), count, AppLogs::line)
            .forEach(line -> lines.add(line.text()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lines;
  }

  private List<LogLine> read(
      LogAccess access,
      Map<String, URI> sources,
      int tail,
      BiFunction<String, String, LogLine> parser)
      throws InterruptedException {
    BlockingQueue<LogStreams.Item> queue = LogStreams.queue();
    Map<String, LogStreams.Open> open = new LinkedHashMap<>();
    List<LogLine> lines = new ArrayList<>();
    try {
      sources.forEach(
          (source, address) ->
              open.put(
                  source,
                  streams.open(
                      source, LogAccess.query(address, false, tail), access.token(), queue)));
      for (int ended = 0; ended < sources.size(); ) {
        LogStreams.Item item = queue.poll(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (item == null) {
          throw AzureErrors.noAnswer("give the lines of an app");
        }
        if (item.failure().isPresent()) {
          throw AzureErrors.translate("give the lines of an app", item.failure().get());
        }
        item.line().map(line -> parser.apply(item.source(), line)).ifPresent(lines::add);
        ended += item.isEnd() ? 1 : 0;
      }
    } finally {
      open.values().forEach(LogStreams.Open::close);
    }
    return lines;
  }

  LogStreams streams() {
    return streams;
  }

  static String revisionOf(ContainerAppInner app) {
    return Optional.ofNullable(app.latestReadyRevisionName())
        .filter(name -> !name.isEmpty())
        .or(() -> Optional.ofNullable(app.latestRevisionName()))
        .orElse("");
  }
}
