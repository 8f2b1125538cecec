package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.operation.AgentStatus;
import ai.holodeck.deploy.operation.StatusReport;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code holodeck status}. */
@Command(name = "status", description = "Say how the deployed agent is.")
final class StatusCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();
  @Mixin OutputOptions output = new OutputOptions();
  private final Host host;

  StatusCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    Session session = new Session(host, output);
    StatusReport report =
        new AgentStatus(session.adapters(), host.variables()).read(session.project(agent));
    session.print(outcome(report));
    return 0;
  }

  private static Outcome outcome(StatusReport report) {
    String state = report.live().state().name();
    return new Outcome(text(report), state, document(report));
  }

  private static String text(StatusReport report) {
    DeployedService service = report.record().service();
    Table table =
        new Table()
            .row("agent", report.record().key().toString())
            .row("status", status(report.live()))
            .row("url", report.live().url().map(Object::toString).orElse("none"))
            .row("provider", service.provider())
            .row("service", service.serviceName().toString())
            .row("image", service.imageUri())
            .row("created", report.record().createdAt().toString())
            .row("updated", report.record().updatedAt().toString())
            .row(
                "config",
                switch (report.drift()) {
                  case NONE -> "as deployed";
                  case CHANGED ->
                      "changed"
                          + secrets(report.changedSecrets())
                          + " since the deploy; 'holodeck deploy' brings it up to date";
                  case UNKNOWN -> "deployed by another tool; cannot be compared";
                });
    report
        .interrupted()
        .ifPresent(
            release ->
                table.row(
                    "interrupted",
                    release.kind().name().toLowerCase(Locale.ROOT)
                        + " by "
                        + release.user()
                        + " at "
                        + release.startedAt()
                        + "; the next deploy or destroy settles it"));
    return table.toString();
  }

  private static String secrets(List<String> changed) {
    return changed.isEmpty()
        ? ""
        : " (secret" + (changed.size() > 1 ? "s " : " ") + String.join(", ", changed) + ")";
  }

  private static String status(ServiceStatus live) {
    String state = live.state().name();
    return live.providerWord().equalsIgnoreCase(state)
        ? state
        : state + " (" + live.providerWord() + ")";
  }

  private static Map<String, ?> document(StatusReport report) {
    Map<String, Object> document = Records.document(report.record());
    document.put("recorded_status", report.record().service().state());
    document.put("status", report.live().state());
    document.put("provider_status", report.live().providerWord());
    document.put("url", report.live().url());
    document.put("config", report.drift().name().toLowerCase(Locale.ROOT));
    document.put("changed_secrets", report.changedSecrets());
    document.put("interrupted", report.interrupted().map(Records::document));
    return document;
  }
}
