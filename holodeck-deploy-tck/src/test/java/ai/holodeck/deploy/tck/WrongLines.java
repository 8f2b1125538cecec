package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Wrong in the lines of a service. */
final class WrongLines {
  private WrongLines() {}

  static List<Wrong> all() {
    return List.of(
        without("LOG-01", "a line lost", line -> line.text().equals("kit 100")),
        without(
            "LOG-02",
            "standard error lost",
            line -> line.stream() == LogLine.Stream.STDERR && !line.text().equals("line 4")),
        Wrong.deployer(
            "LOG-03",
            "tail ignored",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  int from(LogRequest request, int size) {
                    return 0;
                  }
                }),
        Wrong.deployer(
            "LOG-04",
            "a blank line where there is none",
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
            "binary ends the lines",
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
            "unknown service has no lines",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void refuseUnknown(ServiceId id) {}
                }),
        without("LOG-07", "long line lost", line -> line.text().length() > 65_536),
        since("since ignored", (line, since) -> true),
        since("line of the very moment lost", (line, since) -> line.isAfter(since)),
        since("older lines given", (line, since) -> line.isBefore(since)),
        refusingSince(CoreError.USAGE),
        Wrong.deployer(
            "LOG-10",
            "past given twice",
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
                "following never ends by itself",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      void endOfFollowing() throws InterruptedException {
                        new CountDownLatch(1).await();
                      }
                    })
            .seenByWaiting(),
        Wrong.deployer(
            "LOG-12",
            "flag lost",
            (cloud, capabilities) ->
                new MemoryDeployer(cloud, capabilities) {
                  @Override
                  void interruptedFollowing() {}
                }),
        Wrong.deployer(
                "LOG-12",
                "following goes on after an interrupt",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      void interruptedFollowing() {
                        Poll.comesTrue(Duration.ofMinutes(1), () -> false);
                        super.interruptedFollowing();
                      }
                    })
            .seenByWaiting());
  }

  private static Wrong since(String name, BiPredicate<Instant, Instant> isWanted) {
    return Wrong.deployer(
        "LOG-08",
        name,
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
        "since refused as " + code,
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

  private static Wrong without(String rule, String name, Predicate<LogLine> lost) {
    return Wrong.deployer(
        rule,
        name,
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
