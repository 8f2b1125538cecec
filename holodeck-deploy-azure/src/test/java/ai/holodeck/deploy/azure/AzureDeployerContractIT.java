package ai.holodeck.deploy.azure;

import ai.holodeck.deploy.azure.server.Faults;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.tck.DeployerContract;
import ai.holodeck.deploy.tck.DeployerHarness;
import ai.holodeck.deploy.tck.ProviderFaults;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;

/** The kit's rules on a resource manager of our own. */
class AzureDeployerContractIT extends DeployerContract {
  private static final TestCloud CLOUD = new TestCloud();

  @AfterAll
  static void stop() {
    CLOUD.close();
  }

  @Override
  protected DeployerHarness harness() {
    return new DeployerHarness() {
      @Override
      public DeployerFactory factory() {
        return CLOUD.factory();
      }

      @Override
      public TargetSettings settings() {
        return CLOUD.settings(Map.of());
      }

      @Override
      public ImageRef image(String version) {
        return CLOUD.image(version);
      }

      @Override
      public ServiceId unknownId() {
        return TestCloud.id("nobody");
      }

      @Override
      public boolean removeBehindOurBack(ServiceId id) {
        CLOUD.server().remove(id.value());
        return true;
      }

      @Override
      public Duration impatience() {
        return Duration.ofSeconds(8);
      }

      @Override
      public Optional<ProviderFaults> faults() {
        return Optional.of(new ServerFaults(CLOUD.server().faults()));
      }
    };
  }

  /** The kit's faults as the server has them. */
  private record ServerFaults(Faults faults) implements ProviderFaults {
    @Override
    public void start(Fault fault) {
      faults.start(
          switch (fault) {
            case TOO_MANY_REQUESTS -> Faults.Fault.TOO_MANY_REQUESTS;
            case SERVER_ERROR -> Faults.Fault.SERVER_ERROR;
            case RESET -> Faults.Fault.RESET;
            case NO_ANSWER -> Faults.Fault.NO_ANSWER;
            case REFUSED_CREDENTIALS -> Faults.Fault.UNAUTHORIZED;
          });
    }

    @Override
    public void stop() {
      faults.stop();
    }

    @Override
    public List<Duration> refused() {
      return faults.refused();
    }
  }
}
