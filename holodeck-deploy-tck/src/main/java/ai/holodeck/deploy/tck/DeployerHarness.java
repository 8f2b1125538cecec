package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;

/**
 * How the kit reaches a provider.
 *
 * <p>The probe is a program in an image. It listens on the port that {@code HOLODECK_PORT} names,
 * 8080 when it is not set; it answers 200 at {@code /health} and at {@code /ready}, and its version
 * as plain text at {@code /version}.
 */
public interface DeployerHarness {
  /** The factory under test. */
  DeployerFactory factory();

  /** A provider block that works. */
  TargetSettings settings();

  /**
   * The probe as an image that the provider can start.
   *
   * @param version what it answers at {@code /version}; letters and digits
   */
  ImageRef image(String version);

  /** An id in the provider's grammar that no service has. */
  ServiceId unknownId();
}
