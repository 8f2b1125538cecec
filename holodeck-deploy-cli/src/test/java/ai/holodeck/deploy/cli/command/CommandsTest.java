package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import ai.holodeck.deploy.cli.console.Terminals;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.service.LogRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  private static final String IMAGE = "registry.example/acme/support:v1";
  private static final String URL = "http://127.0.0.1:4711";

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
  }

  @Test
  void buildQuietPrintsTheFullImageNameOnly() {
    assertThat(run("build", "--quiet")).isEqualTo(new Result(0, IMAGE + "\n", ""));
  }

  @Test
  void buildTellsEachStepAndVerboseItsOutputToo() {
    Result normal = run("build");
    assertThat(normal.output())
        .isEqualTo("built: " + IMAGE + "\nimage id: sha256:" + "a".repeat(64) + "\n");
    assertThat(normal.error())
        .endsWith("/2: FROM " + base() + "\n  (from the cache)\nstep 2/2: RUN make\n")
        .containsOnlyOnce("pulling ")
        .doesNotContain("made");
    assertThat(run("build", "--verbose").error())
        .contains("layer 1", "layer 2")
        .endsWith("  made\n");
  }

  @Test
  void buildOptionsReachTheEngine() {
    run(
        "build",
        "--tag=v2",
        "--no-cache",
        "--pull=never",
        "--base-image=base:1",
        "--platform=linux/arm64");
    BuildRequest request = bench.engine.requests.get(0);
    assertThat(request.reference()).hasToString("registry.example/acme/support:v2");
    assertThat(request.cache()).isEqualTo(BuildRequest.Cache.IGNORE);
    assertThat(request.pullPolicy()).isEqualTo(PullPolicy.NEVER);
    assertThat(request.baseImage()).isEqualTo("base:1");
    assertThat(request.platform()).isEqualTo(new Platform("linux/arm64"));
  }

  @Test
  void buildOptionsHaveTheirDefaults() {
    bench.variables.put("HOLODECK_BASE_IMAGE", "base:of-the-environment");
    run("build");
    BuildRequest request = bench.engine.requests.get(0);
    assertThat(request.reference()).hasToString(IMAGE);
    assertThat(request.cache()).isEqualTo(BuildRequest.Cache.USE);
    assertThat(request.pullPolicy()).isEqualTo(PullPolicy.MISSING);
    assertThat(request.baseImage()).isEqualTo("base:of-the-environment");
  }

  @Test
  void buildDryRunQuietPrintsTheDockerfileAndNothingElse() {
    Result result = run("build", "--dry-run", "--quiet");
    assertThat(result.exitCode()).isZero();
    assertThat(result.error()).isEmpty();
    assertThat(result.output()).contains("\nFROM ").contains("ENTRYPOINT");
    assertThat(result.output().lines())
        .allMatch(
            line ->
                line.isBlank()
                    || line.matches(
                        "#.*|\\s.*|(FROM|USER|WORKDIR|RUN|COPY|ENV|EXPOSE|HEALTHCHECK|ENTRYPOINT|LABEL)"
                            + " .*"));
    assertThat(bench.engine.requests).isEmpty();
  }

  @Test
  void buildDryRunWithJsonHasTheDockerfileInTheDocument() throws Exception {
    JsonNode document = json(run("build", "--dry-run", "-o", "json"));
    assertThat(document.get("full_name").asText()).isEqualTo(IMAGE);
    assertThat(document.get("dockerfile").asText()).contains("\nFROM " + base() + "\n");
    assertThat(document.get("dry_run").asBoolean()).isTrue();
  }

  @Test
  void buildWithJsonPrintsOneDocument() throws Exception {
    JsonNode document = json(run("build", "-o", "json"));
    assertThat(document.get("image_id").asText()).isEqualTo("sha256:" + "a".repeat(64));
    assertThat(document.get("image_name").asText()).isEqualTo("registry.example/acme/support");
    assertThat(document.get("tag").asText()).isEqualTo("v1");
    assertThat(document.get("full_name").asText()).isEqualTo(IMAGE);
    assertThat(document.get("log_lines")).hasSize(3);
  }

  @Test
  void credentialsStopTheBuildUnlessAllowed() throws Exception {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/server.pem"), "key");
    bench.write(
        Workbench.AGENT.replace(
            "deployment:", "tools:\n  - {name: d, type: vectorstore, source: data}\ndeployment:"));
    Result refused = run("build");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error())
        .startsWith("error[CREDENTIALS_IN_CONTEXT]: ")
        .contains("data/server.pem");
    assertThat(run("build", "--allow-credentials").exitCode()).isZero();
    assertThat(run("run").exitCode()).as("run packs nothing").isZero();
  }

  @Test
  void failingBuildShowsItsStepAndExitsWithThree() {
    bench.engine.broken = true;
    Result result = run("build", "--quiet");
    assertThat(result)
        .isEqualTo(
            new Result(
                3, "", "error[BUILD_FAILED]: step 2 failed\n  RUN make\n  made\nfix: mend it\n"));
  }

  @Test
  void deployBuildsRunsAndPrintsTheAddress() {
    Result result = run("deploy");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output())
        .isEqualTo(
            "running: " + URL + "\nservice     service-of-support\nimage       " + IMAGE + "\n");
    assertThat(result.error()).contains("step 2/2", "starting service-of-support");
    assertThat(run("deploy", "--quiet")).isEqualTo(new Result(0, URL + "\n", ""));
  }

  @Test
  void deployDryRunDoesNothing() {
    assertThat(run("deploy", "--dry-run").output()).startsWith("would build ");
    assertThat(bench.engine.requests).isEmpty();
    assertThat(bench.provider.requests).isEmpty();
  }

  @Test
  void deployOptionsReachTheProvider() {
    run("deploy", "--timeout", "7s", "--tag", "v9");
    assertThat(bench.provider.requests.get(0).deadline()).isEqualTo(Duration.ofSeconds(7));
    assertThat(bench.provider.requests.get(0).image().uri()).endsWith(":v9");
  }

  @Test
  void runStartsWhatIsBuiltAndRefusesWhatIsNot() {
    Result missing = run("run");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.error()).startsWith("error[IMAGE_MISSING]: ");
    run("build");
    assertThat(run("run", "-q")).isEqualTo(new Result(0, URL + "\n", ""));
    assertThat(bench.engine.requests).hasSize(1);
  }

  @Test
  void runDryRunNamesTheVariablesAndNotTheirValues() throws Exception {
    assertThat(run("run", "--dry-run").output())
        .contains("would run   " + IMAGE, "environment API_KEY, MODE")
        .doesNotContain(Workbench.SECRET);
    JsonNode document = json(run("run", "--dry-run", "-o", "json"));
    assertThat(document.get("environment")).hasSize(2);
    assertThat(document.toString()).doesNotContain(Workbench.SECRET);
    assertThat(bench.provider.requests).isEmpty();
  }

  @Test
  void missingVariableIsSaidBeforeAnythingIsBuilt() {
    bench.variables.remove("API_KEY");
    Result result = run("deploy");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error()).contains("API_KEY");
    assertThat(bench.engine.requests).isEmpty();
  }

  @Test
  void statusIsTextWordOrDocument() throws Exception {
    run("deploy");
    assertThat(run("status").output())
        .contains("agent       support\nstatus      RUNNING (up)\nurl         " + URL + "\n");
    assertThat(run("status", "--quiet")).isEqualTo(new Result(0, "RUNNING\n", ""));
    JsonNode document = json(run("status", "--output", "json"));
    assertThat(document.get("status").asText()).isEqualTo("RUNNING");
    assertThat(document.get("provider_status").asText()).isEqualTo("up");
    assertThat(document.get("url").asText()).isEqualTo(URL);
    assertThat(document.get("image_uri").asText()).isEqualTo(IMAGE);
    assertThat(document.get("created_at").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(document.get("config").asText()).isEqualTo("none");
    assertThat(document.get("interrupted").isNull()).isTrue();
  }

  @Test
  void statusNamesTheSecretsThatChanged() throws Exception {
    run("deploy");
    assertThat(run("status").output()).contains("config      as deployed\n");
    bench.variables.put("API_KEY", "hunter3-another");

    assertThat(run("status").output())
        .contains(
            "config      changed (secret API_KEY) since the deploy; 'holodeck deploy' brings it up to"
                + " date\n")
        .doesNotContain("hunter");
    JsonNode document = json(run("status", "-o", "json"));
    assertThat(document.get("config").asText()).isEqualTo("changed");
    assertThat(document.get("changed_secrets")).hasToString("[\"API_KEY\"]");

    bench.variables.remove("API_KEY");
    assertThat(run("status").output()).contains("config      as deployed\n");
  }

  @Test
  void statusOfWhatWasNeverDeployedExitsWithTwo() throws Exception {
    Result result = run("status", "-o", "json");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error()).startsWith("error[NOT_DEPLOYED]: ");
    assertThat(new ObjectMapper().readTree(result.output()).at("/error/code").asText())
        .isEqualTo("NOT_DEPLOYED");
  }

  @Test
  void statusOfTheLocalStandInIsApartFromTheTarget() {
    bench.write(
        Workbench.AGENT.replace(
            "provider: docker\n    docker: {}",
            "provider: azure\n    azure: {subscription_id: 00000000-0000-0000-0000-000000000000,"
                + " resource_group: g}"));
    assertThat(run("deploy", "--local", "-q").output()).isEqualTo(URL + "\n");
    assertThat(run("status", "--local", "-q").output()).isEqualTo("RUNNING\n");
    assertThat(run("status").exitCode()).isEqualTo(2);
  }

  @Test
  void localNeedsNoDeploymentBlock() {
    bench.write("name: support\ninstructions:\n  inline: be kind\n");
    Result without = run("deploy");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.error()).contains("--local");
    assertThat(run("deploy", "--local", "-q")).isEqualTo(new Result(0, URL + "\n", ""));
  }

  @Test
  void providerWithoutAdapterSaysWhichAreInstalled() {
    bench.write(
        Workbench.AGENT.replace(
            "provider: docker\n    docker: {}", "provider: gcp\n    gcp: {project: p}"));
    assertThat(run("build").exitCode()).as("an image can be built").isZero();
    Result result = run("deploy");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error())
        .startsWith("error[ADAPTER_MISSING]: ")
        .contains("'gcp'", "installed: docker", "\nfix: ");
  }

  @Test
  void logsAreLinesOrJsonLines() throws Exception {
    run("deploy");
    assertThat(run("logs")).isEqualTo(new Result(0, "ready\na \"quoted\" line\n", ""));
    List<String> lines = run("logs", "-o", "json").output().lines().toList();
    assertThat(lines)
        .containsExactly(
            "{\"time\":\"2026-01-01T00:00:00Z\",\"stream\":\"stdout\",\"text\":\"ready\"}",
            "{\"time\":null,\"stream\":\"stderr\",\"text\":\"a \\\"quoted\\\" line\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "--since 90s, 2026-01-02T03:02:35Z",
    "--since PT1H, 2026-01-02T02:04:05Z",
    "--since 2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "--since 2026-01-01T02:00:00+02:00, 2026-01-01T00:00:00Z"
  })
  void logsSinceADurationOrATime(String option, String expected) {
    run("deploy");
    run(("logs " + option).split(" "));
    assertThat(bench.provider.logRequests.get(0).since())
        .isEqualTo(Optional.of(Instant.parse(expected)));
  }

  @Test
  void logsTailAndFollowReachTheProvider() {
    run("deploy");
    run("logs", "-f", "--tail", "3");
    run("logs", "--system");
    assertThat(bench.provider.logRequests)
        .containsExactly(
            new LogRequest(OptionalInt.of(3), Optional.empty(), LogRequest.Mode.FOLLOW),
            new LogRequest(
                OptionalInt.empty(),
                Optional.empty(),
                LogRequest.Mode.PAST,
                LogRequest.Origin.SERVICE_AND_PROVIDER));
  }

  @Test
  void destroyAsksOnATerminal() {
    run("deploy");
    bench.terminals = new Terminals(true, true, true);
    bench.input = "no\n";
    Result kept = run("destroy");
    assertThat(kept.exitCode()).isEqualTo(130);
    assertThat(kept.error())
        .startsWith("Remove the service of agent 'support'? [y/N] ")
        .contains("nothing was removed");
    assertThat(bench.provider.running).isNotNull();
    bench.input = "y\n";
    assertThat(run("destroy").output())
        .isEqualTo("deleted: service 'service-of-support' of agent 'support'\n");
    assertThat(bench.provider.running).isNull();
  }

  @Test
  void destroyWithoutATerminalNeedsForce() {
    run("deploy");
    Result refused = run("destroy");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.error())
        .startsWith("error[USAGE]: destroy asks")
        .endsWith("fix: add --force\n");
    assertThat(run("destroy", "--force", "--quiet")).isEqualTo(new Result(0, "deleted\n", ""));
  }

  @Test
  void destroyOfWhatIsGoneSucceedsAndSaysSo() throws Exception {
    assertThat(run("destroy", "--force").output()).isEqualTo("nothing deployed: agent 'support'\n");
    run("deploy");
    bench.provider.running = null;
    assertThat(run("destroy", "--force").output()).endsWith(" was gone already\n");
    JsonNode document = json(run("destroy", "--force", "-o", "json"));
    assertThat(document.get("outcome").asText()).isEqualTo("nothing_deployed");
  }

  @Test
  void unlockSaysThatNothingIsLocked() throws Exception {
    assertThat(run("unlock", "-q")).isEqualTo(new Result(0, "not locked\n", ""));
    assertThat(json(run("unlock", "-o", "json")).get("unlocked").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "build",
        "run",
        "deploy",
        "status",
        "logs",
        "destroy --force",
        "unlock",
        "providers"
      })
  void everyCommandPrintsJsonAndNothingElse(String words) throws Exception {
    run("deploy");
    String[] line =
        (words + " -o json " + (words.equals("providers") ? "" : bench.file)).split(" ");
    Result result = bench.run(line);
    assertThat(result.exitCode()).isZero();
    for (String document :
        words.equals("logs") ? result.output().lines().toList() : List.of(result.output())) {
      assertThat(new ObjectMapper().readTree(document).isObject()).isTrue();
    }
  }

  @Test
  void allFaultsOfAFileAreToldAtOnce() throws Exception {
    bench.write(
        """
        name: support
        deployment:
          prot: 1
          registry: {url: r.example, repository: a}
          target: {provider: docker, docker: {}}
          health_check_path: x
        """);
    Result result = run("build", "-o", "json");
    assertThat(result.exitCode()).isEqualTo(2);
    JsonNode problems = new ObjectMapper().readTree(result.output()).at("/error/problems");
    assertThat(problems).hasSizeGreaterThan(1);
    assertThat(problems.get(0).get("line").asInt()).isEqualTo(3);
    assertThat(result.error().lines().filter(line -> line.startsWith("  ")))
        .hasSize(problems.size());
  }

  @Test
  void foreseenFailureExitsByItsCategory() {
    bench.provider.failure = new DeployException(CoreError.LOCKED, "somebody else", "wait");
    assertThat(run("deploy", "-q"))
        .isEqualTo(new Result(5, "", "error[LOCKED]: somebody else\nfix: wait\n"));
  }

  @Test
  void defectExitsWithSeventyAndKeepsItsMessageToItself() {
    bench.provider.failure = new IllegalStateException("Authorization: " + Workbench.SECRET);
    Result result = run("deploy", "-q");
    assertThat(result.exitCode()).isEqualTo(70);
    assertThat(result.error())
        .startsWith("error[INTERNAL]: ")
        .contains("holodeck deploy " + bench.file + " -q --stacktrace")
        .doesNotContain(Workbench.SECRET, "\n    at ");
    assertThat(run("deploy", "-q", "--stacktrace").error())
        .contains("java.lang.IllegalStateException\n    at ai.holodeck.deploy.cli.command")
        .doesNotContain(Workbench.SECRET);
  }

  @Test
  void classThatIsMissingAtRunTimeIsADefectToo() {
    bench.provider.defect = new NoClassDefFoundError("com/example/Gone");
    assertThat(run("deploy").exitCode()).isEqualTo(70);
  }

  private static String base() {
    return "ghcr.io/justinbarias/holodeck-base:latest";
  }

  private static JsonNode json(Result result) throws Exception {
    assertThat(result.exitCode()).as(result.error()).isZero();
    return new ObjectMapper().readTree(result.output());
  }

  /** The file goes second, after the name of the command. */
  private Result run(String command, String... options) {
    String[] line = new String[options.length + 2];
    line[0] = command;
    line[1] = bench.file.toString();
    System.arraycopy(options, 0, line, 2, options.length);
    return bench.run(line);
  }

  private Result run(String[] words) {
    String[] options = new String[words.length - 1];
    System.arraycopy(words, 1, options, 0, options.length);
    return run(words[0], options);
  }
}
