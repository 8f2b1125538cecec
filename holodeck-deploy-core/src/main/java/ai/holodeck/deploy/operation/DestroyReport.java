package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.service.ServiceName;
import java.util.Optional;

/**
 * What a destroy found.
 *
 * @param outcome what it did
 * @param service the service's name; empty when nothing was deployed
 */
public record DestroyReport(Outcome outcome, Optional<ServiceName> service) {
  /** What it did. */
  public enum Outcome {
    /** The service was there and is gone now. */
    DELETED,
    /** The service was gone already; the record says so now. */
    ALREADY_GONE,
    /** Nothing is recorded, and nothing runs. */
    NOTHING_DEPLOYED
  }
}
