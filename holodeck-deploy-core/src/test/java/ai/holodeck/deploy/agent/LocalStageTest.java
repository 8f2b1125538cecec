package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local engine in place of another target must not touch that target's record. */
class LocalStageTest {
  private static final String BLOCK =
      """
      name: support
      deployment:
        registry: {url: ghcr.io, repository: acme/support}
        target:
          provider: %s
          %s: {}
      """;

  @TempDir Path folder;

  @Test
  void anotherProvidersTargetIsReplacedInAStageOfItsOwn() throws IOException {
    assertThat(stage(BLOCK.formatted("azure", "azure"), Target.LOCAL)).isEqualTo("local");
    assertThat(stage(BLOCK.formatted("azure", "azure"), Target.AS_WRITTEN)).isEqualTo("default");
  }

  @Test
  void anAgentThatRunsOnTheLocalEngineAnywayKeepsItsStage() throws IOException {
    assertThat(stage(BLOCK.formatted("docker", "docker"), Target.LOCAL)).isEqualTo("default");
  }

  @Test
  void anAgentWithoutADeploymentBlockHasItsLocalStage() throws IOException {
    assertThat(stage("name: support\n", Target.LOCAL)).isEqualTo("local");
  }

  private String stage(String yaml, Target target) throws IOException {
    Path file = Files.writeString(folder.resolve("agent.yaml"), yaml);
    return new AgentLoader(Variables.of(Map.of()), folder.resolve("home"))
        .load(file, target)
        .deployment()
        .orElseThrow()
        .stage();
  }
}
