package ai.holodeck.deploy.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayersTest {
  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void loadMergesTheBlocksKeyByKey() {
    folder
        .userConfig(
            "config.yml",
            """
            deployment:
              registry: {url: ghcr.io, tag_strategy: latest}
              port: 1
              environment: {A: user, B: user, C: user}
            """)
        .file(
            "config.yaml",
            """
            deployment:
              target: {provider: azure, azure: {location: eastus, cpu: 1}}
              port: 2
              environment: {B: project, C: project}
            """)
        .agent(
            "name: bot",
            "deployment:",
            "  registry: {repository: acme/bot}",
            "  target: {azure: {cpu: 2}}",
            "  port: 3",
            "  environment: {C: agent, D: agent}");

    DeploymentConfig config = folder.config();

    assertThat(config.repository()).isEqualTo("ghcr.io/acme/bot");
    assertThat(config.port()).isEqualTo(3);
    assertThat(config.target().settings().asWritten().toString())
        .isEqualTo("{location=eastus, cpu=2}");
    assertThat(config.environment().stream().map(each -> each.name() + "=" + each.template()))
        .containsExactly("A=user", "B=project", "C=agent", "D=agent");
  }

  @Test
  void loadReplacesTheTargetWhenAnUpperLayerNamesAnotherProvider() {
    folder
        .userConfig(
            "config.yml",
            "deployment: {target: {provider: azure, azure: {resource_group: '${NOT_SET}'}}}\n")
        .deployment("registry: {url: ghcr.io, repository: a}", "target: {provider: docker}");

    assertThat(folder.config().target().provider()).isEqualTo("docker");
    assertThat(folder.config().target().settings().isEmpty()).isTrue();
  }

  @Test
  void loadMergesTheTargetWhenTheProviderIsTheSame() {
    folder
        .userConfig("config.yml", "deployment: {target: {provider: docker, docker: {cpu: 1}}}\n")
        .deployment(
            "registry: {url: ghcr.io, repository: a}",
            "target: {provider: docker, docker: {memory: 1g}}");

    assertThat(folder.config().target().settings().asWritten().toString())
        .isEqualTo("{cpu=1, memory=1g}");
  }

  @Test
  void loadTakesAKeyWithoutAValueForNotSaid() {
    folder
        .userConfig("config.yml", "deployment: {port: 5, environment: {A: b}}\n")
        .deployment(
            "registry: {url: ghcr.io, repository: a}",
            "target: {provider: docker}",
            "port:",
            "environment:");

    assertThat(folder.config().port()).isEqualTo(5);
    assertThat(folder.config().environment()).hasSize(1);
  }

  @Test
  void loadResolvesOnlyWhatIsLeftAfterMerging() {
    folder
        .userConfig("config.yml", "deployment: {registry: {url: '${NOT_SET}'}}\n")
        .deployment("registry: {url: ghcr.io, repository: a}", "target: {provider: docker}");

    assertThat(folder.config().repository()).isEqualTo("ghcr.io/a");
  }

  @Test
  void loadPrefersTheShorterSpellingAndSaysSo() {
    folder
        .file("config.yml", "deployment: {port: 1}\nx: 1\n")
        .file("config.yaml", "deployment: {port: 2}\n")
        .deployment("registry: {url: ghcr.io, repository: a}", "target: {provider: docker}");

    assertThat(folder.config().port()).isEqualTo(1);
    assertThat(new String(folder.load().configYaml().orElseThrow(), UTF_8)).isEqualTo("x: 1\n");
    assertThat(folder.load().notices())
        .containsExactly(
            folder.path("config.yaml") + " is not read, because config.yml is beside it");
  }

  @Test
  void loadReadsTheBlockOfALowerLayerAlone() {
    folder
        .file(
            "config.yaml",
            "deployment:\n  registry: {url: ghcr.io, repository: a}\n  target: {provider: docker}\n")
        .agent("name: bot");

    assertThat(folder.config().repository()).isEqualTo("ghcr.io/a");
    assertThat(folder.load().configYaml()).isEmpty();
  }

  @Test
  void loadIgnoresEmptyConfigurations() {
    folder.userConfig("config.yml", "").file("config.yml", "# nothing yet\n").agent("name: bot");

    assertThat(folder.load().deployment()).isEmpty();
    assertThat(folder.load().configYaml()).isEmpty();
  }

  @Test
  void loadReportsTheFaultsOfEveryLayerAtOnce() {
    folder
        .userConfig("config.yml", "deployment:\n  port: x\n  port: 1\n")
        .file("config.yml", "deployment: [1]\nvectorstores: {a: 1, a: 2}\n")
        .agent("nam: bot", "instructions: {file: missing.md}", "deployment:", "  prot: 1");

    assertThat(folder.faults())
        .extracting(fault -> fault.substring(0, fault.indexOf(": ", fault.indexOf(": ") + 2)))
        .containsExactlyInAnyOrder(
            "agent.yaml:1:1: name",
            "agent.yaml:2:22: instructions.file",
            "agent.yaml:4:3: deployment.prot",
            "agent.yaml:4:3: deployment.registry.url",
            "agent.yaml:4:3: deployment.registry.repository",
            "agent.yaml:4:3: deployment.target.provider",
            "config.yml:1:13: deployment",
            "config.yml:2:22: vectorstores.a",
            "~/.holodeck/config.yml:2:9: deployment.port",
            "~/.holodeck/config.yml:3:3: deployment.port");
  }

  @Test
  void loadReadsAnAgentFileOfAnyName() {
    folder
        .file(
            "prod.yaml",
            "name: prod\ntools: []\ndeployment: {registry: {url: a.b, repository: c},"
                + " target: {provider: docker}}\n")
        .agent("name: other");

    AgentProject project = folder.load("prod.yaml", Target.AS_WRITTEN);

    assertThat(project.name()).isEqualTo("prod");
    assertThat(new String(project.agentYaml(), UTF_8)).isEqualTo("name: prod\ntools: []\n");
  }

  @Test
  void loadNeverResolvesTheRestOfTheAgentFile() {
    folder.agent("name: bot", "model: {api_key: '${NOT_SET}'}", "instructions: {inline: '${X}'}");

    assertThat(new String(folder.load().agentYaml(), UTF_8)).contains("${NOT_SET}", "${X}");
  }

  @Test
  void loadReportsWhatStandsInTheUsersOwnConfigurationOnly() {
    folder
        .userConfig(
            "config.yml",
            """
            providers: {openai: {api_key: x}}
            execution: {}
            vectorstores: {mine: {provider: qdrant}, unused: {provider: pinecone}}
            mcp_servers:
              - {name: files, command: npx}
            """)
        .file("data/a.md", "x")
        .agent(
            "name: bot",
            "tools:",
            "  - {name: k, type: vectorstore, source: data, database: mine}");

    String own = folder.path("../home/.holodeck/config.yml").normalize().toString();
    AgentProject project = folder.load();

    assertThat(project.notices())
        .isEqualTo(
            List.of(
                own
                    + ":3:22: the vector store 'mine' is in your own configuration, which is not"
                    + " packed: add it to config.yaml beside the agent file",
                own
                    + ":5:5: the MCP server 'files' is in your own configuration, which is not"
                    + " packed: add it to config.yaml beside the agent file",
                own
                    + " is not packed: what the agent needs of providers, execution belongs into"
                    + " config.yaml beside the agent file"));
    assertThat(project.extras()).containsExactly("qdrant");
    assertThat(project.needsNodejs()).isTrue();
    assertThat(project.configYaml()).isEmpty();
  }
}
