package ai.holodeck.deploy.docker;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Most rules wait for the engine, and so run at once. */
@Execution(ExecutionMode.CONCURRENT)
class DockerDeployerContractIT extends EngineDeployerContract {
  static final TestEngine ENGINE = TestEngine.usual();

  DockerDeployerContractIT() {
    super(ENGINE);
  }
}
