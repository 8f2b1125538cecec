package ai.holodeck.deploy.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.cli.console.Console.Colour;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problem;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  private static final Terminals TERMINAL = new Terminals(true, true, true);
  private final DeployException failure =
      new DeployException(
          CoreError.BUILD_FAILED,
          "step 3 of 'support' failed",
          "mend the command",
          List.of("RUN false", "exit code 1"),
          null);

  private final Streams streams = new Streams();

  @Test
  void printGivesTextThenOnlyTheResultThenOneDocument() {
    Outcome outcome = new Outcome("built: a:1\nin no time", "a:1", Map.of("full_name", "a:1"));
    streams.console().print(outcome, Format.TEXT, Loudness.NORMAL);
    streams.console().print(outcome, Format.TEXT, Loudness.QUIET);
    streams.console().print(outcome, Format.JSON, Loudness.QUIET);
    assertThat(streams.output())
        .isEqualTo("built: a:1\nin no time\na:1\n{\n  \"full_name\" : \"a:1\"\n}\n");
    assertThat(streams.error()).isEmpty();
  }

  @Test
  void jsonKeepsTypesAndOrder() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("b", 1);
    tree.put("a", true);
    tree.put("none", Optional.empty());
    tree.put("some", Optional.of(List.of("x\n\"", Map.of())));
    streams.console().jsonLine(tree);
    assertThat(streams.output())
        .isEqualTo("{\"b\":1,\"a\":true,\"none\":null,\"some\":[\"x\\n\\\"\",{}]}\n");
  }

  @Test
  void failureIsTextOnStandardErrorOnly() {
    streams.console().fail(Failure.of(failure), Format.TEXT);
    assertThat(streams.error())
        .isEqualTo(
            """
            error[BUILD_FAILED]: step 3 of 'support' failed
              RUN false
              exit code 1
            fix: mend the command
            """);
    assertThat(streams.output()).isEmpty();
  }

  @Test
  void failureWithJsonIsAlsoADocumentOnStandardOutput() {
    Problem problem =
        new Problem(
            new Position(Path.of("agent.yaml"), 3, 5), "deployment.port", "too big", "use 1");
    streams.console().fail(Failure.of(new ConfigException(List.of(problem))), Format.JSON);
    assertThat(streams.error())
        .startsWith("error[CONFIG_INVALID]: agent.yaml:3:5: deployment.port");
    assertThat(streams.output())
        .isEqualTo(
            """
            {
              "error" : {
                "code" : "CONFIG_INVALID",
                "category" : "configuration",
                "exit_code" : 2,
                "what" : "agent.yaml:3:5: deployment.port: too big",
                "details" : [ ],
                "remedy" : "use 1",
                "problems" : [
                  {
                    "file" : "agent.yaml",
                    "line" : 3,
                    "column" : 5,
                    "key" : "deployment.port",
                    "rule" : "too big",
                    "fix" : "use 1"
                  }
                ]
              }
            }
            """);
  }

  @Test
  void colourOnlyOnATerminalAndNeverWhenUnwanted() {
    streams.console("", TERMINAL, Colour.ON_TERMINALS).fail(Failure.of(failure), Format.TEXT);
    assertThat(streams.error()).contains("\u001B[1;31merror[BUILD_FAILED]:\u001B[0m");
    Streams plain = new Streams();
    plain.console("", TERMINAL, Colour.NEVER).fail(Failure.of(failure), Format.TEXT);
    plain
        .console("", new Terminals(true, true, false), Colour.ON_TERMINALS)
        .fail(Failure.of(failure), Format.TEXT);
    assertThat(plain.error()).doesNotContain("\u001B");
  }

  @Test
  void controlCharactersOfOthersDoNotReachTheTerminal() {
    Console console = streams.console("", TERMINAL, Colour.NEVER);
    console.note("a\u001B[2Jb\r\u202Ec");
    console.fail(
        Failure.of(new DeployException(CoreError.BUILD_FAILED, "x\u001B]0;t\u0007", "y")),
        Format.TEXT);
    console.print(new Outcome("z\u009B1m", "", Map.of()), Format.TEXT, Loudness.NORMAL);
    assertThat(streams.error() + streams.output())
        .doesNotContain("\u001B", "\r", "\u202E", "\u0007", "\u009B")
        .contains("a\uFFFD[2Jb\uFFFD\uFFFDc");
  }

  @Test
  void lineBreakInAMessageCannotPassForALineOfOurs() {
    streams
        .console()
        .fail(
            Failure.of(new DeployException(CoreError.BUILD_FAILED, "x\nfix: y", "z")), Format.TEXT);
    assertThat(streams.error()).isEqualTo("error[BUILD_FAILED]: x\n    fix: y\nfix: z\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Yes\n", " y "})
  void confirmTakesYes(String answer) {
    assertThat(streams.console(answer, TERMINAL, Colour.NEVER).confirm("Remove it?")).isTrue();
    assertThat(streams.error()).isEqualTo("Remove it? [y/N] ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "n\n", "yesterday\n"})
  void confirmTakesAnythingElseForNo(String answer) {
    assertThat(streams.console(answer, TERMINAL, Colour.NEVER).confirm("Remove it?")).isFalse();
  }

  @Test
  void confirmEndsWhenInterrupted() throws Exception {
    try (PipedOutputStream nobody = new PipedOutputStream();
        InputStream silence = new PipedInputStream(nobody)) {
      Console template = streams.console();
      Console console =
          new Console(silence, template.output(), template.error(), TERMINAL, Colour.NEVER);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> console.confirm("Remove it?"))
          .isInstanceOfSatisfying(
              DeployException.class, e -> assertThat(e.code()).isEqualTo(CoreError.INTERRUPTED));
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void launcherSaysWhatIsATerminal() {
    assertThat(Terminals.of(Optional.of("02"), true)).isEqualTo(new Terminals(true, false, true));
    assertThat(Terminals.of(Optional.of(""), true)).isEqualTo(new Terminals(false, false, false));
    assertThat(Terminals.of(Optional.empty(), true)).isEqualTo(TERMINAL);
  }
}
