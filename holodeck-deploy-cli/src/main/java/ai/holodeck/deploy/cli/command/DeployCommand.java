package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.operation.BuildAgent;
import ai.holodeck.deploy.operation.DeployAgent;
import ai.holodeck.deploy.operation.DeploymentPlan;
import ai.holodeck.deploy.operation.RunAgent;
import ai.holodeck.deploy.operation.RunOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck deploy}: with an agent file, or with one of the other commands after it. */
@Command(
    name = "deploy",
    description = {
      "Build the agent's image, start or replace its service, and wait until it is healthy.",
      "With one of the commands below, do what that one does; a file of such a name is ./build."
    },
    synopsisSubcommandLabel = "| COMMAND",
    subcommands = {
      BuildCommand.class,
      RunCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DestroyCommand.class,
      ProvidersCommand.class,
      UnlockCommand.class
    })
final class DeployCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin ImageOptions image = new ImageOptions();
  @Mixin TimeoutOption timeout = new TimeoutOption();
  @Mixin LockOption lock = new LockOption();
  @Mixin DryRunOption dryRun = new DryRunOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  DeployCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    RunAgent run = new RunAgent(session.adapters(), host.variables(), host.clock());
    run.check(project);
    DeploymentPlan plan = session.plan(project, image.plan(tag));
    BuildAgent build = new BuildAgent(session.adapters(), host.clock());
    if (dryRun.dryRun) {
      plan.notices().forEach(session.listener()::onNotice);
      session.print(PlannedBuild.outcome(plan, build.dockerfile(plan)));
    } else {
      RunOptions options = new RunOptions(timeout.timeout, lock.patience, Map.of());
      session.print(
          RunningService.outcome(
              new DeployAgent(build, run)
                  .deploy(plan, image.build(), options, session.listener())));
    }
    return 0;
  }
}
