package ai.holodeck.deploy.docker;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Most rules wait for the engine, and so run at once. */
@Execution(ExecutionMode.CONCURRENT)
class DockerImageBuilderContractIT extends EngineImageBuilderContract {
  static final TestEngine ENGINE = TestEngine.usual();

  DockerImageBuilderContractIT() {
    super(ENGINE);
  }
}
