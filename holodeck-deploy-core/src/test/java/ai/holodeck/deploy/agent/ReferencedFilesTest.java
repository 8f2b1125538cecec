package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.PackagedPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencedFilesTest {
  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void loadFindsEveryFileThatTheAgentRefersTo() {
    folder
        .file("prompts/system.md", "x")
        .file("schema.json", "{}")
        .file("tools/calc.py", "x")
        .file("tools/prompt.md", "x")
        .file("data/a.md", "x")
        .file("more.txt", "x")
        .file("tests/cases.yaml", "x")
        .agent(
            "name: bot",
            "instructions: {file: prompts/system.md}",
            "response_format: schema.json",
            "tools:",
            "  - {name: a, type: function, file: tools/calc.py}",
            "  - {name: b, type: prompt, file: tools/prompt.md}",
            "  - {name: c, type: vectorstore, source: data/}",
            "  - {name: d, type: hierarchical_document, source: ./more.txt}",
            "  - {name: e, type: prompt, template: x}",
            "test_cases_file: tests/cases.yaml");

    assertThat(folder.load().packaged().stream().map(path -> path.kind() + " " + path.path()))
        .containsExactly(
            "FILE prompts/system.md",
            "FILE schema.json",
            "FILE tools/calc.py",
            "FILE tools/prompt.md",
            "DIRECTORY data",
            "FILE more.txt",
            "FILE tests/cases.yaml");
    assertThat(folder.load().packaged().get(2).position())
        .isEqualTo(new ai.holodeck.deploy.error.Position(folder.path("agent.yaml"), 5, 37));
  }

  @Test
  void loadIgnoresWhatIsWrittenInline() {
    folder.agent(
        "name: bot",
        "instructions: {inline: prompts/none.md}",
        "response_format: {type: object}",
        "tools: [{name: x, type: other, file: none}]");

    assertThat(folder.load().packaged()).isEmpty();
  }

  @Test
  void loadNamesAFileOnce() {
    folder
        .file("a b.md", "x")
        .agent("name: bot", "instructions: {file: ./a b.md}", "test_cases_file: x/../a b.md");

    assertThat(folder.load().packaged()).hasSize(1);
  }

  @Test
  void loadReportsEveryMissingFileAtOnce() {
    folder.agent(
        "name: bot",
        "instructions: {file: prompts/system.md}",
        "response_format: schema.json",
        "tools:",
        "  - {name: a, type: function, file: tools/calc.py}",
        "  - {name: c, type: vectorstore, source: data}",
        "  - {name: d, type: vectorstore, source: 'docs/*.md'}",
        "test_cases_file: cases.yaml");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:22: instructions.file: 'prompts/system.md' does not exist (create it beside"
                + " agent.yaml, or correct the path)",
            "agent.yaml:3:18: response_format: 'schema.json' does not exist (create it beside"
                + " agent.yaml, or correct the path)",
            "agent.yaml:5:37: tools[0].file: 'tools/calc.py' does not exist (create it beside"
                + " agent.yaml, or correct the path)",
            "agent.yaml:6:42: tools[1].source: 'data' does not exist (create it beside agent.yaml, or"
                + " correct the path)",
            "agent.yaml:7:42: tools[2].source: 'docs/*.md' matches no file (add files beside"
                + " agent.yaml, or correct the pattern)",
            "agent.yaml:8:18: test_cases_file: 'cases.yaml' does not exist (create it beside"
                + " agent.yaml, or correct the path)");
  }

  @Test
  void loadRefusesPathsThatLeaveTheFolder() throws IOException {
    folder
        .file("../secret.txt", "x")
        .agent(
            "name: bot",
            "instructions: {file: ../secret.txt}",
            "response_format: " + root.resolve("secret.txt"),
            "tools:",
            "  - {name: a, type: function, file: data/../../secret.txt}",
            "  - {name: b, type: vectorstore, source: '../*.txt'}",
            "  - {name: c, type: vectorstore, source: .}",
            "  - {name: d, type: vectorstore, source: 'file:///etc/passwd'}",
            "  - {name: e, type: vectorstore, source: 'C:\\x'}",
            "test_cases_file: ''");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:22: instructions.file: '../secret.txt' leaves the agent's folder, and only"
                + " what is in it is packed (copy it into the folder and name it relative to"
                + " agent.yaml)",
            "agent.yaml:3:18: response_format: '"
                + root.resolve("secret.txt")
                + "' is an absolute path, and only what is in the agent's folder is packed (copy it"
                + " into the folder and name it relative to agent.yaml)",
            "agent.yaml:5:37: tools[0].file: 'data/../../secret.txt' leaves the agent's folder, and"
                + " only what is in it is packed (copy it into the folder and name it relative to"
                + " agent.yaml)",
            "agent.yaml:6:42: tools[1].source: '../*.txt' leaves the agent's folder, and only what is"
                + " in it is packed (copy it into the folder and name it relative to agent.yaml)",
            "agent.yaml:7:42: tools[2].source: '.' is the agent's folder itself (name a folder in"
                + " it)",
            "agent.yaml:8:42: tools[3].source: 'file:///etc/passwd' names a file of this machine,"
                + " which the image does not have (copy it into the agent's folder and name it by a"
                + " relative path)",
            "agent.yaml:9:42: tools[4].source: 'C:\\x' is an absolute path, and only what is in the"
                + " agent's folder is packed (copy it into the folder and name it relative to"
                + " agent.yaml)",
            "agent.yaml:10:18: test_cases_file: '' is no path (name a file, or remove the key)");
  }

  @Test
  void loadRefusesLinksThatLeaveTheFolder() throws IOException {
    folder
        .file("../secret.txt", "x")
        .file("../outside/a.md", "x")
        .file("real/b.md", "x")
        .agent(
            "name: bot",
            "instructions: {file: link.txt}",
            "tools:",
            "  - {name: a, type: vectorstore, source: linked}",
            "  - {name: b, type: function, file: linked/a.md}",
            "  - {name: c, type: vectorstore, source: '*.txt'}",
            "  - {name: d, type: function, file: dangling}",
            "  - {name: e, type: vectorstore, source: inside}");
    Files.createSymbolicLink(folder.path("link.txt"), root.resolve("secret.txt"));
    Files.createSymbolicLink(folder.path("linked"), root.resolve("outside"));
    Files.createSymbolicLink(folder.path("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(folder.path("inside"), Path.of("real"));

    String leads =
        "leads out of the agent's folder through a symbolic link (copy the file into the folder)";
    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:22: instructions.file: 'link.txt' " + leads,
            "agent.yaml:4:42: tools[0].source: 'linked' " + leads,
            "agent.yaml:5:37: tools[1].file: 'linked/a.md' " + leads,
            "agent.yaml:6:42: tools[2].source: 'link.txt' " + leads,
            "agent.yaml:7:37: tools[3].file: 'dangling' is a symbolic link to something that does not"
                + " exist (correct the link)");
  }

  @Test
  void loadFollowsLinksThatStayInTheFolder() throws IOException {
    folder
        .file("real/b.md", "x")
        .agent("name: bot", "tools: [{name: e, type: vectorstore, source: inside}]");
    Files.createSymbolicLink(folder.path("inside"), Path.of("real"));

    assertThat(folder.load().packaged())
        .singleElement()
        .extracting(PackagedPath::path, PackagedPath::kind)
        .containsExactly("inside", PackagedPath.Kind.DIRECTORY);
  }

  @Test
  void loadWorksWhenTheFolderItselfIsALink() throws IOException {
    folder.file("x.md", "x").agent("name: bot", "instructions: {file: x.md}");
    Path link = Files.createSymbolicLink(root.resolve("link"), root.resolve("project"));

    AgentProject project =
        new AgentLoader(name -> java.util.Optional.empty(), root.resolve("home"))
            .load(link.resolve("agent.yaml"), Target.AS_WRITTEN);

    assertThat(project.packaged()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.v2", "LICENSE.d", "no-dot"})
  void loadTakesADirectoryForADirectoryWhateverItsName(String name) {
    folder
        .file(name + "/a.md", "x")
        .agent("name: bot", "tools: [{name: e, type: vectorstore, source: " + name + "}]");

    assertThat(folder.load().packaged().get(0).kind()).isEqualTo(PackagedPath.Kind.DIRECTORY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LICENSE", "Makefile", "a.b.c"})
  void loadTakesAFileForAFileWhateverItsName(String name) {
    folder
        .file(name, "x")
        .agent("name: bot", "tools: [{name: e, type: vectorstore, source: " + name + "}]");

    assertThat(folder.load().packaged().get(0).kind()).isEqualTo(PackagedPath.Kind.FILE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space.md",
        "it's.md",
        "q\"uote.md",
        "$HOME.md",
        "a#b.md",
        "ünï-日本.md",
        "${X}.md",
        "[1].md",
        "a*b.md",
        "--flag.md",
        "back\\slash.md",
        ".hidden"
      })
  void loadTakesNamesLiterally(String name) {
    folder
        .file(name, "x")
        .agent(
            "name: bot",
            "tools:",
            "  - {name: a, type: vectorstore, source: '" + name.replace("'", "''") + "'}",
            "  - {name: b, type: function, file: '" + name.replace("'", "''") + "'}");

    assertThat(folder.load().packaged()).extracting(PackagedPath::path).containsExactly(name);
  }

  @Test
  void loadRefusesADirectoryWhereAFileIsWanted() {
    folder.file("tools/x.py", "x").agent("name: bot", "instructions: {file: tools}");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:22: instructions.file: 'tools' is a directory, and a file is wanted (name a"
                + " file in it)");
  }

  @Test
  void loadRefusesWhatIsNeitherFileNorDirectory() throws Exception {
    folder.agent("name: bot", "instructions: {file: pipe}");
    assertThat(new ProcessBuilder("mkfifo", folder.path("pipe").toString()).start().waitFor())
        .isZero();

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:2:22: instructions.file: 'pipe' is neither a file nor a directory (name a"
                + " file or a directory)");
  }

  @Test
  void loadRefusesWrongShapes() {
    folder.agent(
        "name: [x]",
        "instructions: {file: [a]}",
        "tools: [5, {type: function, file: {a: 1}}]",
        "test_cases_file: {a: b}",
        "model: text");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:1:7: name: must be text that is not blank (give the agent a name: 'name:"
                + " support-bot')",
            "agent.yaml:2:22: instructions.file: must be a single path (name one file)",
            "agent.yaml:3:9: tools[0]: must be a block of keys (write '- name: …')",
            "agent.yaml:3:35: tools[1].file: must be a single value, found a block (write one value)",
            "agent.yaml:4:18: test_cases_file: must be a single path (name one file)");

    folder.agent("name: '  '", "tools: {a: b}");
    assertThat(folder.faults()).hasSize(2);
  }
}
