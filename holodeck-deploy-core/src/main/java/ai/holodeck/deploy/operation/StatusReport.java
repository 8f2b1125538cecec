package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.Optional;

/**
 * What is recorded of an agent and what the provider says.
 *
 * @param record what is recorded
 * @param live what the provider says now
 * @param drift whether the configuration is still the one that was deployed
 * @param interrupted a release that was begun and never settled
 */
public record StatusReport(
    DeploymentRecord record, ServiceStatus live, ConfigDrift drift, Optional<Release> interrupted) {

  /** Today's configuration against the deployed one. */
  public enum ConfigDrift {
    /** The same. */
    NONE,
    /** Another one. */
    CHANGED,
    /** The recorded hash was not written by this tool, and cannot be compared. */
    UNKNOWN
  }
}
