package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.operation.UnlockAgent;
import ai.holodeck.deploy.release.LockHolder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck unlock}. */
@Command(
    name = "unlock",
    description = {
      "Take the lock of an agent away from a deploy that is stuck.",
      "A lock ends with its process; one whose process still runs on this machine is kept."
    })
final class UnlockCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  UnlockCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    Optional<LockHolder> holder = new UnlockAgent(session.adapters()).run(project);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("agent", project.name());
    document.put("unlocked", holder.isPresent());
    document.put("holder", holder.map(Records::document));
    session.print(
        new Outcome(
            holder
                .map(was -> "unlocked: agent '" + project.name() + "' was locked by " + was)
                .orElse("not locked: agent '" + project.name() + "'"),
            holder.isPresent() ? "unlocked" : "not locked",
            document));
    return 0;
  }
}
