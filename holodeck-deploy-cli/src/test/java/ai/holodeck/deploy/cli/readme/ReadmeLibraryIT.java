package ai.holodeck.deploy.cli.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiles the program of the README's library section and runs it against the real engine. */
class ReadmeLibraryIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern PROGRAM =
      Pattern.compile("## As a library.*?```java\n(.*?)```", Pattern.DOTALL);
  private static final List<String> PACKAGES =
      List.of(
          "agent",
          "config",
          "context",
          "dockerfile",
          "docker",
          "environment",
          "image",
          "operation",
          "release",
          "revision",
          "service",
          "state");

  @TempDir Path folder;

  @BeforeEach
  void anAgentInARepository() throws Exception {
    Path agent = Files.createDirectory(folder.resolve("agent"));
    Files.writeString(agent.resolve("agent.yaml"), "name: readme-agent\n");
    run(agent, "git", "init", "-q");
    run(agent, "git", "add", ".");
    run(
        agent,
        "git",
        "-c",
        "user.name=T",
        "-c",
        "user.email=t@example.org",
        "commit",
        "-qm",
        "agent");
  }

  @Test
  void theProgramOfTheReadmeCompilesAndDeploysAnAgent() throws Exception {
    Path classes = compile(source());
    String base = run(TOP, TOP.resolve("scripts/standin-image").toString()).strip();

    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classes + ":" + System.getProperty("java.class.path"),
            "ReadmeProgram",
            folder.resolve("agent/agent.yaml").toString());
    program.environment().put("HOLODECK_BASE_IMAGE", base);
    String output = outputOf(program);

    assertThat(output)
        .contains("holodeck/readme hello holodeck/readme:hello")
        .containsPattern("Optional\\[http://127\\.0\\.0\\.1:\\d+/?\\] true")
        .contains("\nRUNNING\n")
        .endsWith("DELETED\n");
  }

  private static String source() throws IOException {
    Matcher program = PROGRAM.matcher(Files.readString(TOP.resolve("README.md")));
    assertThat(program.find()).as("a Java program in the README's library section").isTrue();
    String imports =
        PACKAGES.stream()
            .map(name -> "import ai.holodeck.deploy." + name + ".*;\n")
            .collect(Collectors.joining());
    return imports
        + "import java.nio.file.Path;\nimport java.time.*;\nimport java.util.*;\n"
        + "import static java.nio.charset.StandardCharsets.UTF_8;\n"
        + "public class ReadmeProgram {\n  public static void main(String[] args) throws Exception {\n"
        + program.group(1)
        + "  }\n}\n";
  }

  private Path compile(String source) throws IOException {
    Path file = Files.writeString(folder.resolve("ReadmeProgram.java"), source);
    Path classes = Files.createDirectory(folder.resolve("classes"));
    JavaCompiler compiler =
        Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler");
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
      Boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as(messages.toString()).isTrue();
    }
    return classes;
  }

  private static String run(Path directory, String... command) throws Exception {
    return outputOf(new ProcessBuilder(command).directory(directory.toFile()));
  }

  private static String outputOf(ProcessBuilder builder) throws Exception {
    Path errors = Files.createTempFile("readme", ".err");
    try {
      Process process = builder.redirectError(errors.toFile()).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor())
          .as("%s%n%s%n%s", builder.command(), output, Files.readString(errors))
          .isZero();
      return output;
    } finally {
      Files.delete(errors);
    }
  }
}
