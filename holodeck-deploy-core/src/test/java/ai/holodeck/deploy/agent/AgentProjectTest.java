package ai.holodeck.deploy.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.error.Position;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AgentProjectTest {
  private static final Path FILE = Path.of("agents", "bot.yaml");

  @Test
  void builderGivesAnAgentThatIsDescribedInCode() {
    PackagedPath path = new PackagedPath("a.md", PackagedPath.Kind.FILE, Position.of(FILE));
    DeploymentConfig deployment =
        DeploymentConfig.builder(
                "ghcr.io/acme/bot", new TargetSettings("docker", Settings.of(Map.of())))
            .build();

    AgentProject project =
        AgentProject.builder(FILE, "bot", "name: bot".getBytes(UTF_8))
            .packaged(List.of(path))
            .needsNodejs()
            .extras(new TreeSet<>(List.of("s3", "qdrant")))
            .configYaml("x: 1".getBytes(UTF_8))
            .deployment(deployment)
            .build();

    assertThat(project.folder()).isEqualTo(Path.of("agents").toAbsolutePath());
    assertThat(project.packaged()).containsExactly(path);
    assertThat(project.needsNodejs()).isTrue();
    assertThat(project.extras()).containsExactly("qdrant", "s3");
    assertThat(project.agentYaml()).isEqualTo("name: bot".getBytes(UTF_8));
    assertThat(project.configYaml().orElseThrow()).isEqualTo("x: 1".getBytes(UTF_8));
    assertThat(project.deployment()).contains(deployment);
    assertThat(project.notices()).isEmpty();
  }

  @Test
  void anAgentHasANameAndCollectionsOfItsOwn() {
    AgentProject project = AgentProject.builder(FILE, "bot", new byte[0]).build();

    assertThatThrownBy(() -> project.extras().add("s3"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> AgentProject.builder(FILE, " ", new byte[0]).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
