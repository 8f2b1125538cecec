package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolReaderTest {
  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "az://account/container,azure-blob",
    "AZ://account/container,azure-blob",
    "s3://bucket/key,s3",
    "https://x.example/y,''",
    "s3://bucket/*.md,s3"
  })
  void loadFetchesSourcesWithASchemeAtRunTime(String source, String extra) {
    folder.agent("name: bot", "tools: [{name: x, type: vectorstore, source: '" + source + "'}]");

    assertThat(folder.load().packaged()).isEmpty();
    assertThat(String.join(",", folder.load().extras())).isEqualTo(extra);
  }

  @ParameterizedTest
  @CsvSource({
    "chromadb,chromadb",
    "qdrant,qdrant",
    "pinecone,pinecone",
    "postgres,postgres",
    "postgresql,postgres",
    "in-memory,''",
    "weaviate,''"
  })
  void loadAddsTheExtraOfADatabase(String provider, String extra) {
    folder
        .file("config.yml", "vectorstores: {named: {provider: " + provider + "}}\n")
        .agent(
            "name: bot",
            "tools: [{name: x, type: vectorstore, database: {provider: " + provider + "}}]");
    assertThat(String.join(",", folder.load().extras())).isEqualTo(extra);

    folder.agent("name: bot", "tools: [{name: x, type: hierarchical_document, database: named}]");
    assertThat(String.join(",", folder.load().extras())).isEqualTo(extra);
    assertThat(folder.load().notices()).isEmpty();
  }

  @Test
  void loadReportsADatabaseThatHasNoName() {
    folder
        .userConfig("config.yml", "vectorstores: {mine: {provider: qdrant}}\n")
        .agent("name: bot", "tools: [{name: x, type: vectorstore, database: mien}]");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:48: tools[0].database: 'mien' is no vector store of the configuration; did"
                + " you mean 'mine'? (add it under 'vectorstores' in config.yaml beside the agent"
                + " file)");
  }

  @Test
  void loadPrefersTheVectorStoreOfTheProject() {
    folder
        .userConfig("config.yml", "vectorstores: {x: {provider: qdrant}}\n")
        .file("config.yml", "vectorstores: {x: {provider: pinecone}}\n")
        .agent("name: bot", "tools: [{name: x, type: vectorstore, database: x}]");

    assertThat(folder.load().extras()).containsExactly("pinecone");
  }

  @Test
  void loadSortsExtrasAndNamesThemOnce() {
    folder.agent(
        "name: bot",
        "model: {provider: anthropic}",
        "tools:",
        "  - {name: a, type: vectorstore, source: 's3://a', database: {provider: qdrant}}",
        "  - {name: b, type: vectorstore, source: 's3://b', database: {provider: chromadb}}");

    assertThat(folder.load().extras()).containsExactly("chromadb", "claude-otel", "qdrant", "s3");
  }

  @Test
  void loadAddsNothingForAnotherModel() {
    folder.agent("name: bot", "model: {provider: openai}");

    assertThat(folder.load().extras()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"node", "npx", "yarn", "pnpm", "/usr/local/bin/npx", "./bin/node"})
  void loadKnowsCommandsOfNodejs(String command) {
    folder.agent("name: bot", "tools: [{name: x, type: mcp, command: " + command + "}]");

    assertThat(folder.load().needsNodejs()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uvx", "python", "npx2", "/node/uvx", "docker"})
  void loadKnowsOtherCommands(String command) {
    folder.agent("name: bot", "tools: [{name: x, type: mcp, command: " + command + "}]");

    assertThat(folder.load().needsNodejs()).isFalse();
  }

  @Test
  void loadCountsServersOfLowerLayersUnlessTheAgentHasOneOfTheName() {
    folder.file("config.yml", "mcp_servers: [{name: files, command: npx}]\n").agent("name: bot");
    assertThat(folder.load().needsNodejs()).isTrue();

    folder.agent("name: bot", "tools: [{name: files, type: mcp, command: uvx}]");
    assertThat(folder.load().needsNodejs()).isFalse();
  }

  @Test
  void loadPrefersTheServersOfTheProjectAndTakesThemByNameToo() {
    folder
        .userConfig("config.yml", "mcp_servers: {files: {command: npx}}\n")
        .file("config.yml", "mcp_servers: {files: {command: uvx}}\n")
        .agent("name: bot");

    assertThat(folder.load().needsNodejs()).isFalse();
    assertThat(folder.load().notices()).isEmpty();
  }

  @Test
  void loadNeverPacksCredentialFilesAndSaysSo() {
    folder
        .file(".env", "TOKEN=x")
        .agent("name: bot", "tools:", "  - {name: gh, type: mcp, command: uvx, env_file: .env}");

    AgentProject project = folder.load();

    assertThat(project.packaged()).isEmpty();
    assertThat(project.notices())
        .containsExactly(
            folder.path("agent.yaml")
                + ":3:51: the credentials file '.env' of the tool 'gh' is not packed: give its"
                + " variables under deployment.environment");
  }
}
