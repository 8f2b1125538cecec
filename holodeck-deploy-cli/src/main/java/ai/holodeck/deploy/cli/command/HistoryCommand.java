package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.operation.AgentHistory;
import ai.holodeck.deploy.release.Release;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck history}. */
@Command(
    name = "history",
    description = "List the agent's releases, newest first; the last 50 are remembered.")
final class HistoryCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  HistoryCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    List<Release> releases = new AgentHistory(session.adapters()).read(project);
    session.print(
        new Outcome(
            releases.isEmpty() ? "nothing was ever deployed" : text(releases),
            releases.stream()
                .map(release -> release.id().value())
                .collect(Collectors.joining("\n")),
            Map.of(
                "agent",
                project.name(),
                "releases",
                releases.stream().map(Records::history).toList())));
    return 0;
  }

  private static String text(List<Release> releases) {
    Columns columns = new Columns("RELEASE", "STARTED", "USER", "WHAT", "RESULT", "IMAGE");
    for (Release release : releases) {
      columns.row(
          release.id().value(),
          release.startedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
          release.user(),
          release.kind().name().toLowerCase(Locale.ROOT),
          result(release),
          release.image().map(image -> image.uri()).orElse(""));
    }
    return columns.toString();
  }

  private static String result(Release release) {
    return release.end().map(end -> end.outcome().name().toLowerCase(Locale.ROOT)).orElse("open");
  }
}
