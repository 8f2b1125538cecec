package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import java.time.Duration;
import java.util.Optional;

/**
 * How the kit reaches a provider. What runs there is {@link ai.holodeck.deploy.tck.probe.Probe}:
 * the kit asks that program over HTTP, at the URL that the deployer gave, and believes neither
 * harness nor adapter about what runs.
 */
public interface DeployerHarness {
  /** The factory under test. */
  DeployerFactory factory();

  /** A provider block that works. */
  TargetSettings settings();

  /**
   * The probe as an image that the provider can start, with {@code PROBE_VERSION} set: one in a
   * registry where {@link ai.holodeck.deploy.service.Capability#NEEDS_REGISTRY} is declared, one of
   * the local engine otherwise.
   *
   * <p>A Dockerfile for it, and a script {@code push.sh} that puts every version into a registry,
   * lie beside the classes of the package {@code probe} in the kit's jar.
   *
   * @param version what it answers at {@code /version}; {@code v0} to {@code v3}
   */
  ImageRef image(String version);

  /** An id in the provider's grammar that no service has. */
  ServiceId unknownId();

  /**
   * Removes a service past the adapter under test, as somebody else would with the provider's own
   * tools. Gives whether it did: where it does not, the kit has a second deployer of the adapter
   * remove it, and the report says so.
   */
  default boolean removeBehindOurBack(ServiceId id) {
    return false;
  }

  /** How long the start of a healthy probe may take at most, its image being there. */
  default Duration startTime() {
    return Duration.ofMinutes(2);
  }

  /**
   * How long to wait for a service that never becomes healthy: enough for the provider to have
   * started it.
   */
  default Duration impatience() {
    return Duration.ofSeconds(15);
  }

  /**
   * How long a service takes that starts slowly; more than the adapter's pause between two looks.
   */
  default Duration slowStart() {
    return Duration.ofMillis(2500);
  }

  /**
   * How much longer than it should a call may take before the kit takes it for one that never
   * returns. Ample: it makes no difference to a deployer that keeps the rules.
   */
  default Duration patience() {
    return Duration.ofMinutes(1);
  }

  /** How to make the provider fail; where it is empty those rules are not tested. */
  default Optional<ProviderFaults> faults() {
    return Optional.empty();
  }

  /**
   * The adapter's version, for the report: what its jar's manifest says, or, where it is tested
   * before it is in a jar, the system property {@code holodeck.tck.version}.
   */
  default String version() {
    return Subject.versionOf(factory().getClass());
  }
}
