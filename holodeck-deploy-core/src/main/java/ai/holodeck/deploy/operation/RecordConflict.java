package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;

/**
 * Refuses to act on a record that belongs to another place than this command would deploy to: the
 * target was changed, or the folder was moved or copied with its records in it. Acting on it would
 * lose a service, or remove somebody else's.
 */
final class RecordConflict {
  private RecordConflict() {}

  /** Before a deploy: a recorded service elsewhere would be forgotten. */
  static void refuseOther(DeploymentTarget target) {
    ServiceName name = target.serviceName();
    String provider = target.factory().provider();
    target
        .stores()
        .records()
        .find(target.key())
        .map(DeploymentRecord::service)
        .filter(service -> service.state() != ServiceState.DELETED)
        .filter(
            service -> !service.provider().equals(provider) || !service.serviceName().equals(name))
        .ifPresent(
            service -> {
              throw new DeployException(
                  CoreError.RECORD_CONFLICT,
                  "agent '"
                      + target.key()
                      + "' is recorded as service '"
                      + service.serviceName()
                      + "' at provider '"
                      + service.provider()
                      + "', and would now become '"
                      + name
                      + "' at '"
                      + provider
                      + "'",
                  "if this folder is a copy of another project, delete its .holodeck folder; if the target was changed"
                      + " or the folder moved, remove the recorded service first with 'holodeck destroy'");
            });
  }

  /**
   * Before a destroy: in a copy of a folder the record is that of the original's service. Only
   * names that this tool gave can tell; another tool's records are taken as they are.
   */
  static void refuseCopy(DeploymentTarget target, DeployedService recorded) {
    ServiceName name = target.factoryOf(recorded.provider()).nameFor(target.owner());
    boolean namedByUs =
        target.stores().releases().history(target.key()).stream()
            .anyMatch(release -> release.serviceName().equals(recorded.serviceName()));
    if (namedByUs && !recorded.serviceName().equals(name)) {
      throw new DeployException(
          CoreError.RECORD_CONFLICT,
          "service '"
              + recorded.serviceName()
              + "' was deployed from another folder than "
              + target.folder()
              + ", whose service would be '"
              + name
              + "'",
          "if this folder is a copy, delete its .holodeck folder; if it was moved, add --moved");
    }
  }
}
