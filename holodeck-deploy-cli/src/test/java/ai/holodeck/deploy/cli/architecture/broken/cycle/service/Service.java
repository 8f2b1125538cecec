package ai.holodeck.deploy.cli.architecture.broken.cycle.service;

import ai.holodeck.deploy.cli.architecture.broken.cycle.image.Picture;

/** Half of a cycle. */
public final class Service {
  /** The other half. */
  public Picture picture() {
    return new Picture();
  }
}
