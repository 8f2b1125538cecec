package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Wrong in the lines of a service. */
final class WrongLines {
  private WrongLines() {}

  static List<Wrong> all() {
    return List.of(
        without("LOG-01", line -> line.text().equals("kit 100")),
        without(
            "LOG-02",
            line -> line.stream() == LogLine.Stream.STDERR && !line.text().equals("line 4")),
        Wrong.deployer(
            "LOG-03",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  int from(LogRequest request, int size) {
                    return 0;
                  }
                }),
        Wrong.deployer(
            "LOG-04",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  List<LogLine> past(MemoryLines log) {
                    List<LogLine> right = super.past(log);
                    return right.isEmpty()
                        ? List.of(new LogLine(Optional.empty(), LogLine.Stream.STDOUT, ""))
                        : right;
                  }
                }),
        Wrong.deployer(
            "LOG-05",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  List<LogLine> past(MemoryLines log) {
                    return super.past(log).stream()
                        .takeWhile(line -> line.text().indexOf('\uFFFD') < 0)
                        .toList();
                  }
                }),
        Wrong.deployer(
            "LOG-06",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseUnknown(ServiceId id) {}
                }),
        without("LOG-07", line -> line.text().length() > 65_536),
        since((line, since) -> true),
        since((line, since) -> line.isAfter(since)),
        since((line, since) -> line.isBefore(since)),
        refusingSince(CoreError.USAGE),
        Wrong.deployer(
            "LOG-10",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void follow(
                      MemoryLines log, LogRequest request, int size, Consumer<LogLine> sink) {
                    log.all().forEach(sink);
                    super.follow(log, request, size, sink);
                  }
                }),
        Wrong.deployer(
            "LOG-11",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void endOfFollowing() {
                    Thread.currentThread().interrupt();
                  }
                }),
        Wrong.deployer(
            "LOG-12",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void interruptedFollowing() {}
                }));
  }

  private static Wrong since(BiPredicate<Instant, Instant> isWanted) {
    return Wrong.deployer(
        "LOG-08",
        (cloud, capabilities) ->
            new MemoryDeployer(cloud, capabilities) {
              @Override
              boolean isWanted(LogLine line, LogRequest request) {
                return request.since().isEmpty()
                    || isWanted.test(line.time().orElseThrow(), request.since().get());
              }
            });
  }

  /** A provider that does not know the times of lines, and says so in this way. */
  static Wrong refusingSince(CoreError code) {
    return Wrong.deployer(
        "LOG-08",
        (cloud, capabilities) ->
            new MemoryDeployer(cloud, capabilities) {
              @Override
              boolean isWanted(LogLine line, LogRequest request) {
                if (request.since().isPresent()) {
                  throw new DeployException(code, "no line has a time", "ask for the last lines");
                }
                return true;
              }
            });
  }

  private static Wrong without(String rule, Predicate<LogLine> lost) {
    return Wrong.deployer(
        rule,
        (cloud, capabilities) ->
            new MemoryDeployer(cloud, capabilities) {
              @Override
              List<LogLine> past(MemoryLines log) {
                List<LogLine> wrong = new ArrayList<>(super.past(log));
                wrong.removeIf(lost);
                return wrong;
              }
            });
  }
}
