package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Outcome;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.ServiceState;

/** What a deploy ended in. */
final class RunningService {

  private RunningService() {}

  static Outcome outcome(DeploymentRecord record) {
    DeployedService service = record.service();
    String address = service.url().map(Object::toString).orElse(service.serviceName().toString());
    return new Outcome(
        (service.state() == ServiceState.RUNNING
                ? "running: "
                : "accepted, and not healthy yet (see 'holodeck status'): ")
            + address
            + "\n"
            + new Table()
                .row("service", service.serviceName().toString())
                .row("image", service.imageUri()),
        address,
        Records.document(record));
  }
}
