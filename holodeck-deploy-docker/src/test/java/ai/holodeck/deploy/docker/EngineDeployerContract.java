package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
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

/** The kit's rules on an engine, which each reaches through a way of its own that can fail. */
abstract class EngineDeployerContract extends DeployerContract {
  private final TestEngine tested;

  @AutoClose private final FaultProxy faults;

  @AutoClose private final DockerEngine engine;

  EngineDeployerContract(TestEngine tested) {
    this.tested = tested;
    this.faults = FaultProxy.before(tested.engine().address().host());
    this.engine = DockerEngine.whenNeeded(tested.by("tcp://" + faults.url().getAuthority()));
  }

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
        return tested.probes().version(version);
      }

      @Override
      public ServiceId unknownId() {
        return new ServiceId("holodeck-nobody-00000000");
      }

      @Override
      public boolean removeBehindOurBack(ServiceId id) {
        tested.engine().client().removeContainerCmd(id.value()).withForce(true).exec();
        return true;
      }

      @Override
      public Duration impatience() {
        // Twenty programs of another rule may be starting meanwhile.
        return Duration.ofSeconds(20);
      }

      @Override
      public Optional<ProviderFaults> faults() {
        return Optional.of(faults);
      }
    };
  }
}
