package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.tck.DeployerContract;
import ai.holodeck.deploy.tck.DeployerHarness;
import ai.holodeck.deploy.tck.FaultProxy;
import ai.holodeck.deploy.tck.ProviderFaults;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The kit's rules on the local engine, which each reaches through a way of its own that can be made
 * to fail. They mostly wait, and so run at once.
 */
@Execution(ExecutionMode.CONCURRENT)
class DockerDeployerContractIT extends DeployerContract {
  static final ProbeImages IMAGES = new ProbeImages(Probe.ENGINE.client());

  @AutoClose private final FaultProxy faults = FaultProxy.before(Probe.ENGINE.address().host());

  @AutoClose
  private final DockerEngine engine =
      DockerEngine.whenNeeded(
          name ->
              name.equals("DOCKER_HOST")
                  ? Optional.of("tcp://" + faults.url().getAuthority())
                  : Variables.ofProcess().get(name));

  @Override
  protected DeployerHarness harness() {
    return new DeployerHarness() {
      @Override
      public DeployerFactory factory() {
        return engine.deployerFactory();
      }

      @Override
      public TargetSettings settings() {
        return new TargetSettings(DockerEngine.ID, Settings.of(Map.of()));
      }

      @Override
      public ImageRef image(String version) {
        return IMAGES.version(version);
      }

      @Override
      public ServiceId unknownId() {
        return new ServiceId("holodeck-nobody-00000000");
      }

      @Override
      public boolean removeBehindOurBack(ServiceId id) {
        Probe.ENGINE.client().removeContainerCmd(id.value()).withForce(true).exec();
        return true;
      }

      @Override
      public Duration impatience() {
        return Duration.ofSeconds(8);
      }

      @Override
      public Optional<ProviderFaults> faults() {
        return Optional.of(faults);
      }
    };
  }
}
