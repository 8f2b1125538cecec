package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentLoader;
import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.Target;
import ai.holodeck.deploy.cli.adapter.InstalledAdapters;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.operation.Adapters;
import ai.holodeck.deploy.operation.DeploymentPlan;
import ai.holodeck.deploy.operation.OperationListener;
import ai.holodeck.deploy.operation.PlanOptions;
import ai.holodeck.deploy.operation.Planner;

/**
 * One command at work: it reads the agent, has the adapters wired, tells progress and prints its
 * result.
 */
final class Session {

  private final Host host;
  private final OutputOptions output;
  private final InstalledAdapters installed;

  Session(Host host, OutputOptions output) {
    this.host = host;
    this.output = output;
    this.installed = host.installed().get();
  }

  AgentProject project(AgentOptions agent) {
    return new AgentLoader(host.variables(), host.userHome(), adapters()::settingsType)
        .load(agent.file, agent.local ? Target.LOCAL : Target.AS_WRITTEN, agent.stage);
  }

  DeploymentPlan plan(AgentProject project, PlanOptions options) {
    return new Planner(adapters(), host.variables()).plan(project, options);
  }

  InstalledAdapters installed() {
    return installed;
  }

  Adapters adapters() {
    return installed.adapters();
  }

  OperationListener listener() {
    return new ProgressPrinter(host.console(), output.loudness());
  }

  void print(Outcome outcome) {
    host.console().print(outcome, output.format, output.loudness());
  }
}
