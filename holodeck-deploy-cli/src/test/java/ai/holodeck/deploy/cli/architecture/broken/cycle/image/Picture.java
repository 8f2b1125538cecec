package ai.holodeck.deploy.cli.architecture.broken.cycle.image;

import ai.holodeck.deploy.cli.architecture.broken.cycle.service.Service;

/** Half of a cycle. */
public final class Picture {
  /** The other half. */
  public Service service() {
    return new Service();
  }
}
