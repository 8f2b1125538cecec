package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.operation.PlanOptions;
import ai.holodeck.deploy.operation.RunAgent;
import ai.holodeck.deploy.operation.RunOptions;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck run}. */
@Command(
    name = "run",
    description =
        "Start or replace the agent's service with the image that is built, and wait until it is healthy.")
final class RunCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin TimeoutOption timeout = new TimeoutOption();
  @Mixin LockOption lock = new LockOption();
  @Mixin DryRunOption dryRun = new DryRunOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  RunCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    RunAgent run = new RunAgent(session.adapters(), host.variables(), host.clock());
    // Nothing is packed here: what may go into the image was decided when it was built.
    PlanOptions options =
        new PlanOptions(tag.tag, Optional.empty(), Optional.empty(), CredentialPolicy.ALLOW);
    ImageReference image = session.plan(project, options).image();
    Outcome outcome =
        dryRun.dryRun
            ? PlannedRun.outcome(project, image, run.check(project))
            : RunningService.outcome(
                run.run(
                    project,
                    image,
                    new RunOptions(timeout.timeout, lock.patience, Map.of()),
                    session.listener()));
    session.print(outcome);
    return 0;
  }
}
