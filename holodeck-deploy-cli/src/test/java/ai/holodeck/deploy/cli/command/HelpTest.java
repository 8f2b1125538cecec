package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.console.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest {

  private static final Path TEXTS =
      Path.of("src/test/resources", HelpTest.class.getPackageName().replace('.', '/'));
  private static final String TEXT = ".help.txt";

  @TempDir Path folder;

  /**
   * The expected texts lie in {@code src/test/resources}, in the package of this class; {@code
   * -Dhelp.write=true} writes them.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "holodeck",
        "deploy",
        "plan",
        "build",
        "push",
        "run",
        "status",
        "logs",
        "destroy",
        "history",
        "rollback",
        "providers",
        "unlock"
      })
  void helpIsAsWrittenDown(String command) throws IOException {
    String[] words =
        command.equals("holodeck") ? new String[] {"--help"} : new String[] {command, "--help"};
    Workbench.Result result = new Workbench(folder).run(words);
    assertThat(result.exitCode()).isZero();
    assertThat(result.error()).isEmpty();
    if (Boolean.getBoolean("help.write")) {
      Files.writeString(TEXTS.resolve(command + TEXT), result.output());
    }
    assertThat(result.output()).isEqualTo(expected(command));
  }

  @Test
  void everyCommandHasItsHelpWrittenDown() {
    CommandLine commands =
        new Commands(new Workbench(folder).host(new Streams())).commandLine("--help");
    List<String> names = new ArrayList<>(commands.getSubcommands().keySet());
    assertThat(names)
        .containsExactly(
            "deploy",
            "plan",
            "build",
            "push",
            "run",
            "status",
            "logs",
            "destroy",
            "history",
            "rollback",
            "providers",
            "unlock");
    names.remove("deploy");
    CommandLine deploy = Objects.requireNonNull(commands.getSubcommands().get("deploy"));
    assertThat(deploy.getSubcommands().keySet()).containsExactlyElementsOf(names);
  }

  /** A result for programs, and a way to see what went wrong, are asked for in the same way. */
  @Test
  void everyCommandHasTheSameOutputOptions() {
    CommandLine commands =
        new Commands(new Workbench(folder).host(new Streams())).commandLine("--help");
    assertThat(commands.getSubcommands().values())
        .allSatisfy(
            command ->
                assertThat(command.getCommandSpec().optionsMap())
                    .containsKeys(
                        "-o",
                        "--output",
                        "-v",
                        "--verbose",
                        "-q",
                        "--quiet",
                        "--stacktrace",
                        "-h",
                        "--help"));
  }

  private static String expected(String command) throws IOException {
    return Files.readString(TEXTS.resolve(command + TEXT));
  }
}
