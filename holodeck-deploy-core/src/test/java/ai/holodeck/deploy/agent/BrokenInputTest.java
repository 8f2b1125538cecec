package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of an agent file that cannot be used: the thing, the rule, the fix. */
class BrokenInputTest {
  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void noFile() throws Exception {
    Files.createDirectories(folder.path(""));

    assertError(
        "agent.yaml: there is no such file (name the agent file, or run the command in its folder)",
        "name the agent file, or run the command in its folder");
  }

  @Test
  void aDirectory() throws Exception {
    Files.createDirectories(folder.path("agent.yaml"));

    assertError(
        "agent.yaml: is a directory, not an agent file (name the agent file, or run the command in"
            + " its folder)",
        "name the agent file, or run the command in its folder");
  }

  @Test
  void emptyFile() {
    folder.file("agent.yaml", "");

    assertError(
        "agent.yaml: the file is empty (describe the agent in it: at least 'name:')",
        "describe the agent in it: at least 'name:'");
  }

  @Test
  void fileOfComments() {
    folder.file("agent.yaml", "# nothing\n---\n");

    assertError(
        "agent.yaml: the file is empty (describe the agent in it: at least 'name:')",
        "describe the agent in it: at least 'name:'");
  }

  @Test
  void duplicateKeys() {
    folder.agent("name: a", "model: {}", "name: b");

    assertError(
        "agent.yaml:3:1: name: stands twice in this block, first on line 1 (keep one of them)",
        "keep one of them");
  }

  @Test
  void billionLaughs() {
    StringBuilder laughs = new StringBuilder("name: bot\na0: &a0 [lol, lol]\n");
    for (int i = 1; i < 40; i++) {
      laughs.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    folder.file("agent.yaml", laughs.toString());

    assertError(
        "agent.yaml:16:18: a14[1]: the file stands for more than 100000 values once its aliases are"
            + " expanded (use fewer aliases ('*name'))",
        "use fewer aliases ('*name')");
  }

  @Test
  void unknownKey() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: a}", "target: {provider: docker}", "prot: 80");

    assertError(
        "agent.yaml:5:3: deployment.prot: is not a known key; did you mean 'port'? (known here:"
            + " runtime, registry, target, protocol, port, health_check_path, environment, platform,"
            + " base_image, timeout, state, stages)",
        "known here: runtime, registry, target, protocol, port, health_check_path, environment,"
            + " platform, base_image, timeout, state, stages");
  }

  @Test
  void wrongType() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: a}", "target: {provider: docker}", "port: [80]");

    assertError(
        "agent.yaml:5:9: deployment.port: must be a single value, found a list (correct the value)",
        "correct the value");
  }

  @Test
  void missingVariable() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: '${TEAM}/bot'}", "target: {provider: docker}");

    assertError(
        "agent.yaml:3:40: deployment.registry.repository: the environment variable TEAM is not set"
            + " (set TEAM, or write the value)",
        "set TEAM, or write the value");
  }

  @Test
  void missingFiles() {
    folder.agent("name: bot", "instructions: {file: a.md}", "test_cases_file: b.yaml");

    DeployException thrown = error();
    assertThat(thrown.what()).isEqualTo("2 faults in the configuration");
    assertThat(thrown.remedy())
        .isEqualTo("correct each line named above, then run the command again");
    assertThat(thrown.details().stream().map(this::shortened))
        .containsExactly(
            "agent.yaml:2:22: instructions.file: 'a.md' does not exist (create it beside agent.yaml,"
                + " or correct the path)",
            "agent.yaml:3:18: test_cases_file: 'b.yaml' does not exist (create it beside agent.yaml,"
                + " or correct the path)");
  }

  @Test
  void pathEscape() {
    folder.agent("name: bot", "instructions: {file: ../../etc/passwd}");

    assertError(
        "agent.yaml:2:22: instructions.file: '../../etc/passwd' leaves the agent's folder, and only"
            + " what is in it is packed (copy it into the folder and name it relative to agent.yaml)",
        "copy it into the folder and name it relative to agent.yaml");
  }

  @Test
  void symlinkEscape() throws Exception {
    folder.file("../elsewhere.md", "x").agent("name: bot", "instructions: {file: link.md}");
    Files.createSymbolicLink(folder.path("link.md"), root.resolve("elsewhere.md"));

    assertError(
        "agent.yaml:2:22: instructions.file: 'link.md' leads out of the agent's folder through a"
            + " symbolic link (copy the file into the folder)",
        "copy the file into the folder");
  }

  @Test
  void anchorOfTheBlockUsedOutside() {
    folder.agent(
        "name: bot",
        "deployment:",
        "  registry: {url: ghcr.io, repository: a}",
        "  target: {provider: docker}",
        "  environment: &env {A: b}",
        "tools: [{name: x, type: mcp, env: *env}]");

    assertError(
        "agent.yaml:6:35: uses the anchor 'env', which is defined inside 'deployment' and gone when"
            + " the file is packed without it (define the anchor outside 'deployment')",
        "define the anchor outside 'deployment'");
  }

  private void assertError(String whatAndFix, String remedy) {
    DeployException thrown = error();
    assertThat(thrown.code()).isEqualTo(CoreError.CONFIG_INVALID);
    assertThat(shortened(thrown.what() + " (" + thrown.remedy() + ")")).isEqualTo(whatAndFix);
    assertThat(thrown.remedy()).isEqualTo(remedy);
    assertThat(thrown.details()).isEmpty();
  }

  private ConfigException error() {
    return catchThrowableOfType(ConfigException.class, folder::load);
  }

  private String shortened(String text) {
    return text.replace(folder.path("").toString() + "/", "");
  }
}
