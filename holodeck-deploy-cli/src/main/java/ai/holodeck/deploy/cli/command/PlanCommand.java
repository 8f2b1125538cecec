package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.operation.BuildAgent;
import ai.holodeck.deploy.operation.Change;
import ai.holodeck.deploy.operation.ChangePlan;
import ai.holodeck.deploy.operation.DeploymentPlan;
import ai.holodeck.deploy.operation.PlanChanges;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code holodeck plan}. */
@Command(
    name = "plan",
    description = {
      "Say what a deploy would do and why, and do nothing.",
      "Ends with exit code 0 when there is nothing to do, and 10 when there is."
    })
final class PlanCommand implements Callable<Integer> {

  /** There is something to do. */
  private static final int CHANGES = 10;

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin TagOption tag = new TagOption();
  @Mixin ImageOptions image = new ImageOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Save the plan, for 'holodeck deploy --plan FILE'. It holds no secret.")
  Optional<Path> out = Optional.empty();

  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  PlanCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    DeploymentPlan build = session.plan(session.project(agent), image.plan(tag));
    build.notices().forEach(session.listener()::onNotice);
    ChangePlan plan =
        new PlanChanges(
                session.adapters(),
                new BuildAgent(session.adapters(), host.variables(), host.clock()),
                host.variables())
            .plan(build);
    out.ifPresent(file -> PlanFile.write(file, document(plan)));
    session.print(new Outcome(text(plan), word(plan.action()), document(plan)));
    return plan.action() == ChangePlan.Action.NOTHING ? 0 : CHANGES;
  }

  private static String text(ChangePlan plan) {
    String service = "service '" + plan.service() + "' at " + plan.provider();
    if (plan.action() == ChangePlan.Action.NOTHING) {
      return "nothing to do: " + service + " is as a deploy would leave it";
    }
    Columns columns = new Columns("CHANGE", "FROM", "TO");
    for (Change change : plan.changes()) {
      boolean secret = change.subject() == Change.Subject.SECRET;
      columns.row(
          word(change.subject()) + " " + change.field(),
          secret ? "(a secret)" : change.before().orElse("-"),
          secret ? "(another)" : change.after().orElse("-"));
    }
    return word(plan.action()) + ": " + service + "\n" + columns;
  }

  private static Map<String, ?> document(ChangePlan plan) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("agent", plan.key().agent());
    document.put("stage", plan.key().stage());
    document.put("provider", plan.provider());
    document.put("service_name", plan.service());
    document.put("action", word(plan.action()));
    document.put("basis", plan.basis());
    document.put("changes", plan.changes().stream().map(PlanCommand::document).toList());
    return document;
  }

  private static Map<String, ?> document(Change change) {
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    values.put("subject", Optional.of(word(change.subject())));
    values.put("field", Optional.of(change.field()));
    values.put("from", change.before());
    values.put("to", change.after());
    return values;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
