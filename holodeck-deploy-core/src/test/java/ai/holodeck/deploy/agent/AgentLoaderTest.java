package ai.holodeck.deploy.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.revision.TagStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentLoaderTest {
  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void loadGivesEveryKeyOfTheBlock() {
    folder
        .variable("REGISTRY", "ghcr.io")
        .variable("GROUP", "agents")
        .deployment(
            "runtime: container",
            "registry:",
            "  url: ${REGISTRY}",
            "  repository: acme/support-bot",
            "  tag_strategy: custom",
            "  custom_tag: v1.2",
            "  credentials_env_prefix: GHCR",
            "target:",
            "  provider: azure",
            "  azure:",
            "    resource_group: ${GROUP}",
            "protocol: ag-ui",
            "port: 9000",
            "health_check_path: /healthz",
            "environment:",
            "  LOG_LEVEL: debug",
            "  API_KEY: ${API_KEY}",
            "  DEBUG: yes",
            "  RATIO: 1.10",
            "platform: linux/arm64",
            "base_image: local/base:1",
            "timeout: 90s",
            "state:",
            "  backend: json");

    DeploymentConfig config = folder.config();

    assertThat(config.repository()).isEqualTo("ghcr.io/acme/support-bot");
    assertThat(config.tagStrategy()).isEqualTo(new TagStrategy.Custom(new Tag("v1.2")));
    assertThat(config.credentialsEnvPrefix()).contains("GHCR");
    assertThat(config.target().provider()).isEqualTo("azure");
    assertThat(config.target().settings().text("resource_group")).contains("agents");
    assertThat(config.protocol()).isEqualTo(Protocol.AG_UI);
    assertThat(config.port()).isEqualTo(9000);
    assertThat(config.healthCheckPath()).isEqualTo("/healthz");
    assertThat(config.environment())
        .extracting(EnvironmentEntry::name, EnvironmentEntry::template)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("LOG_LEVEL", "debug"),
            org.assertj.core.groups.Tuple.tuple("API_KEY", "${API_KEY}"),
            org.assertj.core.groups.Tuple.tuple("DEBUG", "yes"),
            org.assertj.core.groups.Tuple.tuple("RATIO", "1.10"));
    assertThat(config.platform()).contains(new Platform("linux/arm64"));
    assertThat(config.baseImage()).contains("local/base:1");
    assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.state().text("backend")).contains("json");
  }

  @Test
  void loadFillsInDefaults() {
    folder.deployment(
        "registry: {url: localhost:5000, repository: acme/bot}", "target: {provider: docker}");

    DeploymentConfig config = folder.config();

    assertThat(config.tagStrategy()).isEqualTo(new TagStrategy.GitSha());
    assertThat(config.protocol()).isEqualTo(Protocol.REST);
    assertThat(config.port()).isEqualTo(8080);
    assertThat(config.healthCheckPath()).isEqualTo("/health");
    assertThat(config.environment()).isEmpty();
    assertThat(config.platform()).isEmpty();
    assertThat(config.baseImage()).isEmpty();
    assertThat(config.timeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.target().settings().isEmpty()).isTrue();
    assertThat(config.state().isEmpty()).isTrue();
  }

  @Test
  void loadWithoutABlockHasNoDeployment() {
    folder.agent("name: bot");

    assertThat(folder.load().deployment()).isEmpty();
    assertThat(folder.load().name()).isEqualTo("bot");
    assertThat(folder.load().agentYaml()).isEqualTo("name: bot\n".getBytes(UTF_8));
    assertThat(folder.load().configYaml()).isEmpty();
  }

  @Test
  void loadForTheLocalEngineNeedsNoBlock() {
    folder.agent("name: Support Bot (ÄÖ)");

    DeploymentConfig config = folder.load(Target.LOCAL).deployment().orElseThrow();

    assertThat(config.repository()).isEqualTo("holodeck/support-bot-ao");
    assertThat(config.tagStrategy()).isEqualTo(new TagStrategy.Latest());
    assertThat(config.target().provider()).isEqualTo("docker");
    assertThat(config.platform()).isEmpty();
  }

  @Test
  void loadForTheLocalEngineNeitherReadsNorResolvesAnotherTarget() {
    folder
        .variable("REPO", "acme/bot")
        .deployment(
            "registry: {url: ghcr.io, repository: '${REPO}'}",
            "target: {provider: azure, azure: {resource_group: '${NOT_SET}'}}",
            "port: 9000");

    DeploymentConfig config = folder.load(Target.LOCAL).deployment().orElseThrow();

    assertThat(config.target().provider()).isEqualTo("docker");
    assertThat(config.target().settings().isEmpty()).isTrue();
    assertThat(config.repository()).isEqualTo("ghcr.io/acme/bot");
    assertThat(config.tagStrategy()).isEqualTo(new TagStrategy.GitSha());
    assertThat(config.port()).isEqualTo(9000);
  }

  @Test
  void loadForTheLocalEngineKeepsItsOwnBlock() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: acme/bot}",
        "target: {provider: docker, docker: {host_port: 9999}}");

    assertThat(folder.load(Target.LOCAL).deployment().orElseThrow().target().settings().asWritten())
        .isEqualTo(Map.of("host_port", java.math.BigInteger.valueOf(9999)));
  }

  @Test
  void loadPacksTheFilesWithoutTheirBlocks() {
    folder
        .file("config.yml", "vectorstores: {}\ndeployment:\n  port: 1\n")
        .agent(
            "# an agent",
            "name: bot",
            "deployment:",
            "  registry: {url: ghcr.io, repository: acme/bot}",
            "  target: {provider: docker}",
            "",
            "# its tools",
            "tools: []");

    AgentProject project = folder.load();

    assertThat(new String(project.agentYaml(), UTF_8))
        .isEqualTo("# an agent\nname: bot\n# its tools\ntools: []\n");
    assertThat(project.configYaml().map(bytes -> new String(bytes, UTF_8)))
        .isEqualTo(Optional.of("vectorstores: {}\n"));
    assertThat(project.deployment().orElseThrow().port()).isEqualTo(1);
  }
}
