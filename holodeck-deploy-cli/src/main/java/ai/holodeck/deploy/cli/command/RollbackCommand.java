package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.operation.RollbackAgent;
import ai.holodeck.deploy.operation.RunAgent;
import ai.holodeck.deploy.operation.RunOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holodeck rollback}. */
@Command(
    name = "rollback",
    description = {
      "Go back to an earlier release: its image and its configuration, with today's secrets.",
      "Without --to it is the last healthy one that differs from what runs."
    })
final class RollbackCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();

  @Option(
      names = "--to",
      paramLabel = "RELEASE",
      description = "The release's id, or the beginning of it; see 'holodeck history'.")
  Optional<String> to = Optional.empty();

  @Mixin TimeoutOption timeout = new TimeoutOption();
  @Mixin LockOption lock = new LockOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  RollbackCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    RunAgent run = new RunAgent(session.adapters(), host.variables(), host.clock());
    session.print(
        RunningService.outcome(
            new RollbackAgent(session.adapters(), run)
                .rollback(
                    session.project(agent),
                    to,
                    new RunOptions(timeout.timeout, lock.patience, Map.of()),
                    session.listener())));
    return 0;
  }
}
