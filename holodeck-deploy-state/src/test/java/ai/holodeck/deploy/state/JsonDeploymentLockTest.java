package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.tck.DeploymentLockContract;
import java.time.Clock;
import java.time.Duration;

class JsonDeploymentLockTest extends DeploymentLockContract {
  @Override
  protected StateBackend backend() {
    return new JsonStateBackend(Clock.systemUTC());
  }

  @Override
  protected Duration lease() {
    return Duration.ZERO;
  }
}
