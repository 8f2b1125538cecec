package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsingTest {

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "deploy build"})
  void buildIsAlsoACommandOfDeploy(String words) {
    Result result = bench.run((words + " -q " + bench.file).split(" "));
    assertThat(result).isEqualTo(new Result(0, "registry.example/acme/support:v1\n", ""));
    assertThat(bench.provider.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "run", "status", "logs", "destroy --force", "unlock"})
  void everyCommandIsAlsoACommandOfDeploy(String words) {
    bench.run("deploy", bench.file.toString());
    Result alone = bench.run((words + " -q " + bench.file).split(" "));
    bench.run("deploy", bench.file.toString());
    assertThat(bench.run(("deploy " + words + " -q " + bench.file).split(" ")))
        .isEqualTo(alone)
        .returns(0, Result::exitCode);
  }

  @Test
  void agentFileMayBeCalledLikeACommand() throws Exception {
    Path file = Files.copy(bench.file, folder.resolve("build"));
    assertThat(bench.run("deploy", "-q", file.toString()))
        .isEqualTo(new Result(0, "http://127.0.0.1:4711\n", ""));
    assertThat(bench.engine.requests).hasSize(1);
    assertThat(bench.provider.requests).hasSize(1);
  }

  /** Else {@code deploy prod.yaml destroy} would remove the service of agent.yaml. */
  @ParameterizedTest
  @CsvSource({
    "deploy prod.yaml destroy --force, 'prod.yaml'",
    "deploy --local status, '--local'",
    "deploy -o json providers, '--output'"
  })
  void whatStandsBeforeACommandIsRefused(String line, String word) {
    bench.run("deploy", bench.file.toString());
    Result result = bench.run(line.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error())
        .startsWith("error[USAGE]: '" + word + "' stands before the command '")
        .contains("fix: see 'holodeck deploy --help'\n");
    assertThat(bench.provider.running).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          buld                    | 'buld'              | did you mean build?
          build --no-cash         | '--no-cash'         | --no-cache
          build a.yaml b.yaml     | 'b.yaml'            |
          build --pull sometimes  | --pull              | MISSING
          build --tag .hidden     | not an image tag    |
          build --platform amd64  | not a platform      |
          build -v -q             | mutually exclusive  |
          build -o yaml           | --output            | JSON
          deploy --timeout soon   | 'soon' is not a duration such as 90s | --timeout
          run --lock-timeout -1s  | --lock-timeout      |
          logs --tail -1          | --tail must be 0 or more, found -1 |
          logs --tail many        | --tail              |
          logs --since yesterday  | neither a duration such as 15m nor a time such as |
          providers agent.yaml    | 'agent.yaml'        |
          """)
  void mistakesAreNamed(String line, String named, String alsoNamed) {
    Result result = bench.run(line.split(" +"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .startsWith("error[USAGE]: ")
        .contains(named)
        .contains(alsoNamed == null ? "" : alsoNamed)
        .containsPattern("\nfix: see 'holodeck( \\w+)? --help'\n$");
  }

  @Test
  void noCommandIsAMistake() {
    assertThat(bench.run())
        .isEqualTo(
            new Result(2, "", "error[USAGE]: no command is given\nfix: see 'holodeck --help'\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "buld -o json",
        "build --nope -ojson",
        "build --output=json --nope",
        "build --output JSON --nope"
      })
  void mistakeWithJsonIsADocumentToo(String line) {
    Result result = bench.run(line.split(" "));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error()).startsWith("error[USAGE]: ");
    assertThat(result.output()).startsWith("{\n  \"error\" : {\n    \"code\" : \"USAGE\",");
  }

  @Test
  void versionIsOneLine() {
    Result result = bench.run("--version");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).matches("holodeck \\S+\n");
  }
}
