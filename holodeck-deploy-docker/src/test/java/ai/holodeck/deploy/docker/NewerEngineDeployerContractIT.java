package ai.holodeck.deploy.docker;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Most rules wait for the engine, and so run at once. */
@Execution(ExecutionMode.CONCURRENT)
@Tag("newer-engine")
class NewerEngineDeployerContractIT extends EngineDeployerContract {
  private static final TestEngine ENGINE = TestEngine.at("HOLODECK_TEST_NEWER_ENGINE");

  NewerEngineDeployerContractIT() {
    super(ENGINE);
  }
}
