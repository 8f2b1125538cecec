package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.DestroyAgent;
import ai.holodeck.deploy.operation.DestroyReport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holodeck destroy}. */
@Command(
    name = "destroy",
    description = {
      "Remove the deployed agent's service; its newest image and its data elsewhere stay.",
      "Asks first. Where nobody can be asked --force is needed."
    })
final class DestroyCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();

  @Option(
      names = {"-f", "--force"},
      description = "Do not ask.")
  boolean force;

  @Option(
      names = "--moved",
      description =
          "The folder was moved since the deploy: remove the recorded service all the same.")
  boolean moved;

  @Mixin LockOption lock = new LockOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  DestroyCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    if (!force) {
      ask(project);
    }
    DestroyReport report =
        new DestroyAgent(session.adapters(), host.clock())
            .run(
                project,
                moved ? DestroyAgent.Folder.MOVED : DestroyAgent.Folder.UNMOVED,
                lock.patience,
                session.listener());
    session.print(outcome(project.name(), report));
    return 0;
  }

  private void ask(AgentProject project) {
    String subject = "the service of agent '" + project.name() + "'";
    if (!host.console().terminals().input()) {
      throw new DeployException(
          CoreError.USAGE,
          "destroy asks before it removes " + subject + ", and there is no terminal to ask on",
          "add --force");
    }
    if (!host.console().confirm("Remove " + subject + "?")) {
      throw new DeployException(
          CoreError.INTERRUPTED,
          "nothing was removed: the question was not answered with yes",
          "answer y, or add --force");
    }
  }

  private static Outcome outcome(String agent, DestroyReport report) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("agent", agent);
    document.put("outcome", report.outcome().name().toLowerCase(Locale.ROOT));
    document.put("service_name", report.service());
    String service =
        report.service().map(name -> "service '" + name + "' of ").orElse("")
            + "agent '"
            + agent
            + "'";
    return switch (report.outcome()) {
      case DELETED -> new Outcome("deleted: " + service, "deleted", document);
      case ALREADY_GONE ->
          new Outcome("deleted: " + service + " was gone already", "deleted", document);
      case NOTHING_DEPLOYED ->
          new Outcome("nothing deployed: " + service, "nothing deployed", document);
    };
  }
}
