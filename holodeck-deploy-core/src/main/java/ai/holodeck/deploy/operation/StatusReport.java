package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded of an agent and what the provider says.
 *
 * @param record what is recorded
 * @param live what the provider says now
 * @param drift whether the configuration is still the one that was deployed
 * @param changedSecrets names of variables whose secret value here is another than the one that the
 *     service was started with, sorted; a variable that is not set here is none of them
 * @param interrupted a release that was begun and never settled
 */
public record StatusReport(
    DeploymentRecord record,
    ServiceStatus live,
    ConfigDrift drift,
    List<String> changedSecrets,
    Optional<Release> interrupted) {
  public StatusReport {
    changedSecrets = List.copyOf(changedSecrets);
  }

  /** Today's configuration against the deployed one. */
  public enum ConfigDrift {
    /** The same. */
    NONE,
    /** Another one, or another secret value. */
    CHANGED,
    /** The recorded hash was not written by this tool, and cannot be compared. */
    UNKNOWN
  }
}
