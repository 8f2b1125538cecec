package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.operation.PlanOptions;
import ai.holodeck.deploy.operation.PushAgent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck push}. */
@Command(name = "push", description = "Push the agent's image, which is built, to its registry.")
final class PushCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  PushCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    AgentProject project = session.project(agent);
    // Nothing is packed here: what may go into the image was decided when it was built.
    PlanOptions options =
        new PlanOptions(tag.tag, Optional.empty(), Optional.empty(), CredentialPolicy.ALLOW);
    ImageReference image = session.plan(project, options).image();
    session.print(
        outcome(
            new PushAgent(session.adapters(), host.variables())
                .push(project, image, session.listener())));
    return 0;
  }

  private static Outcome outcome(RegistryImage pushed) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("image_name", pushed.reference().repository());
    document.put("tag", pushed.reference().tag());
    document.put("full_name", pushed.reference());
    document.put("digest", pushed.digest());
    document.put("image_uri", pushed.uri());
    return new Outcome(
        "pushed: " + pushed.reference() + "\ndigest: " + pushed.digest(), pushed.uri(), document);
  }
}
