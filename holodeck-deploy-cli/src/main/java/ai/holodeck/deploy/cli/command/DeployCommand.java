package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.operation.BuildAgent;
import ai.holodeck.deploy.operation.DeployAgent;
import ai.holodeck.deploy.operation.DeployOptions;
import ai.holodeck.deploy.operation.DeploymentPlan;
import ai.holodeck.deploy.operation.PlanChanges;
import ai.holodeck.deploy.operation.PushAgent;
import ai.holodeck.deploy.operation.RunAgent;
import ai.holodeck.deploy.operation.RunOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holodeck deploy}: with an agent file, or with one of the other commands after it. */
@Command(
    name = "deploy",
    description = {
      "Build the agent's image, push it where the target needs that, start or replace its service, and wait until it"
          + " is healthy.",
      "With one of the commands below, do what that one does; a file of such a name is ./build."
    },
    synopsisSubcommandLabel = "| COMMAND",
    subcommands = {
      PlanCommand.class,
      BuildCommand.class,
      PushCommand.class,
      RunCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DestroyCommand.class,
      HistoryCommand.class,
      RollbackCommand.class,
      ProvidersCommand.class,
      UnlockCommand.class
    })
final class DeployCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin ImageOptions image = new ImageOptions();

  @Option(
      names = "--push",
      description = "Push the image also when the target does not need it to be in a registry.")
  boolean push;

  @Option(
      names = "--force",
      description = "Build and replace the service also when nothing has changed.")
  boolean force;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "Do what 'holodeck plan --out FILE' has planned, or nothing if that does not hold any more.")
  Optional<Path> plan = Optional.empty();

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
    BuildAgent build = new BuildAgent(session.adapters(), host.variables(), host.clock());
    PushAgent pushAgent = new PushAgent(session.adapters(), host.variables());
    PlanChanges changes = new PlanChanges(session.adapters(), build, host.variables());
    DeployAgent deploy = new DeployAgent(build, pushAgent, run, changes);
    DeployOptions options =
        new DeployOptions(
            image.build(),
            push ? DeployOptions.Push.ALWAYS : DeployOptions.Push.WHERE_NEEDED,
            new RunOptions(timeout.timeout, lock.patience, Map.of()),
            force || push || image.isAnew()
                ? DeployOptions.When.ALWAYS
                : DeployOptions.When.CHANGED,
            plan.map(PlanFile::basis));
    deploy.check(project, options.push());
    DeploymentPlan planned = session.plan(project, image.plan(tag));
    if (dryRun.dryRun) {
      planned.notices().forEach(session.listener()::onNotice);
      session.print(PlannedBuild.outcome(planned, build.dockerfile(planned)));
    } else {
      session.print(RunningService.outcome(deploy.deploy(planned, options, session.listener())));
    }
    return 0;
  }
}
