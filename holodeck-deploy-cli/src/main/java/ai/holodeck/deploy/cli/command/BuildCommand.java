package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.operation.BuildAgent;
import ai.holodeck.deploy.operation.DeploymentPlan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck build}. */
@Command(name = "build", description = "Build the agent's image.")
final class BuildCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin ImageOptions image = new ImageOptions();
  @Mixin DryRunOption dryRun = new DryRunOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  BuildCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    DeploymentPlan plan = session.plan(session.project(agent), image.plan(tag));
    BuildAgent build = new BuildAgent(session.adapters(), host.variables(), host.clock());
    if (dryRun.dryRun) {
      plan.notices().forEach(session.listener()::onNotice);
      session.print(PlannedBuild.outcome(plan, build.dockerfile(plan)));
    } else {
      session.print(outcome(build.build(plan, image.build(), session.listener())));
    }
    return 0;
  }

  private static Outcome outcome(BuildResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("image_id", result.imageId());
    document.put("image_name", result.imageName());
    document.put("tag", result.tag());
    document.put("full_name", result.fullName());
    document.put("log_lines", result.logLines());
    return new Outcome(
        "built: " + result.fullName() + "\nimage id: " + result.imageId(),
        result.fullName(),
        document);
  }
}
