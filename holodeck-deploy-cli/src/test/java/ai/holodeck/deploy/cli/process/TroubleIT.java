package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import ai.holodeck.deploy.cli.process.Program.Running;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong outside of the program: each ends with a word, a way out and nothing left over.
 */
class TroubleIT {

  @TempDir Path temp;
  private SampleAgent agent;
  private Program program;

  @BeforeEach
  void prepare() throws Exception {
    agent = new SampleAgent("trouble-it", temp);
    program = agent.program(Engine.base());
  }

  @AfterEach
  void removeAll() throws Exception {
    Engine.removeAll(agent.name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"build", "deploy", "run"})
  void engineThatIsNotThereIsNamedWithWhatToStart(String command) throws Exception {
    Result result = program.with("DOCKER_HOST", "unix:///nowhere/docker.sock").run(command);
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEmpty();
    assertThat(result.error())
        .startsWith("error[ENGINE_UNAVAILABLE]: ")
        .contains("/nowhere/docker.sock", "\nfix: ")
        .doesNotContain("\tat ", "    at ");
  }

  @Test
  void baseImageThatIsNotThereIsNamed() throws Exception {
    Result result = program.run("build", "--base-image", "holodeck.test/none:1", "--pull", "never");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.error())
        .startsWith("error[BASE_IMAGE_MISSING]: ")
        .contains("holodeck.test/none:1", "\nfix: ");
  }

  @Test
  void serviceThatNeverBecomesHealthyIsRemovedAndTheOldOneServes() throws Exception {
    String url = program.run("deploy", "-q").output().strip();
    String before = SampleAgent.get(url + "/version");
    agent.write("STANDIN_HEALTH_STATUS: \"503\"");
    Result result = program.run("deploy", "--timeout", "5s");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.error())
        .containsPattern("error\\[(TIMEOUT|DEPLOY_FAILED)]: ")
        .contains("\nfix: ");
    assertThat(result.error()).as("its last lines").contains("INFO standin GET /health 503");
    assertThat(SampleAgent.get(url + "/version")).isEqualTo(before);
    assertThat(program.run("status", "-q").output()).isEqualTo("RUNNING\n");
    assertThat(Engine.containersOf(agent.name)).hasSize(1);
  }

  @Test
  void interruptDuringABuildStopsItAtTheEngine() throws Exception {
    // A word of its own, so that the step is in nobody's cache.
    String word = "slow-" + UUID.randomUUID();
    String base = Engine.baseThatRuns(temp, "slow", "echo " + word + "; sleep 240");
    Running build = program.start("build", "--base-image", base, "--tag", "never");
    awaitRunningStep(word, true);
    Result result = build.signal("INT").result();
    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.output()).isEmpty();
    assertThat(result.error()).contains("interrupted: cleaning up", "error[INTERRUPTED]: ");
    awaitRunningStep(word, false);
    assertThat(Engine.docker("images", "-q", "holodeck.test/it/" + agent.name + ":never"))
        .isEmpty();
    Engine.docker("image", "rm", base);
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void interruptDuringTheWaitRemovesTheCandidateAndKeepsTheOldOne(String signal) throws Exception {
    String url = program.run("deploy", "-q").output().strip();
    agent.write("STANDIN_HANG: start");
    Result result = program.start("deploy").untilError("not healthy yet").signal(signal).result();
    assertThat(result.exitCode()).isEqualTo(130);
    assertThat(result.error()).contains("error[INTERRUPTED]: ").contains("\nfix: ");
    assertThat(Engine.containersOf(agent.name)).hasSize(1);
    assertThat(SampleAgent.get(url + "/health")).isNotEmpty();
    JsonNode status = new ObjectMapper().readTree(program.run("status", "-o", "json").output());
    assertThat(status.get("status").asText()).isEqualTo("RUNNING");
    assertThat(status.get("interrupted").isNull()).as("settled").isTrue();
  }

  @Test
  void deployThatWasKilledIsPickedUpByTheNext() throws Exception {
    agent.write("STANDIN_HEALTH_DELAY: \"600\"");
    program.start("deploy").untilError("not healthy yet").signal("KILL").result();
    assertThat(Engine.containersOf(agent.name)).hasSize(1);
    agent.write();
    Result result = program.run("deploy");
    assertThat(result.exitCode()).as(result.error()).isZero();
    assertThat(result.error()).contains("an interrupted deploy, started by ");
    assertThat(Engine.containersOf(agent.name)).hasSize(1);
    assertThat(program.run("status", "-q").output()).isEqualTo("RUNNING\n");
  }

  @Test
  void twoDeploysAtOnceEndInOneServiceAndOneRecord() throws Exception {
    Running first = program.start("deploy", "-q");
    Running second = program.start("deploy", "-q");
    List<Result> results = List.of(first.result(), second.result());
    assertThat(results).extracting(Result::exitCode).as(results.toString()).containsOnly(0);
    assertThat(Engine.containersOf(agent.name)).hasSize(1);
    assertThat(results).extracting(Result::output).containsOnly(results.get(0).output());
    JsonNode status = new ObjectMapper().readTree(program.run("status", "-o", "json").output());
    assertThat(status.get("status").asText()).isEqualTo("RUNNING");
    assertThat(status.get("url").asText()).isEqualTo(results.get(0).output().strip());
  }

  @Test
  void deployThatWillNotWaitSaysWhoHoldsTheLock() throws Exception {
    agent.write("STANDIN_HANG: start");
    Running first = program.start("deploy").untilError("not healthy yet");
    Result second = program.run("deploy", "--lock-timeout", "0s");
    assertThat(second.exitCode()).isEqualTo(5);
    assertThat(second.error())
        .contains("error[LOCKED]: ", "process " + first.process().pid(), "\nfix: ");
    assertThat(program.run("unlock").exitCode()).as("its holder lives").isEqualTo(5);
    first.signal("INT").result();
    assertThat(program.run("unlock", "-q").output()).isEqualTo("not locked\n");
  }

  /** Needs root, as the whole of these tests does where the engine is started by them. */
  @Test
  void fullDiskInTheStateFolderIsSaidAndLosesNothing() throws Exception {
    Path state = Files.createDirectories(agent.folder.resolve(".holodeck"));
    command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", state.toString());
    try {
      assertThat(program.run("deploy", "-q").exitCode()).isZero();
      String before = Files.readString(state.resolve("releases.json"));
      fill(state.resolve("ballast"));
      Result result = program.run("deploy", "-q", "--force");
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.error()).contains("error[STATE_UNWRITABLE]: ", "\nfix: ");
      assertThat(Files.readString(state.resolve("releases.json"))).isEqualTo(before);
      Files.delete(state.resolve("ballast"));
      assertThat(program.run("deploy", "-q").exitCode()).isZero();
      assertThat(Engine.containersOf(agent.name)).hasSize(1);
    } finally {
      command("umount", state.toString());
    }
  }

  @Test
  void nobodyReadingTheLogsEndsThem() throws Exception {
    agent.write("STANDIN_LOG_EVERY: \"1\"");
    assertThat(program.run("deploy", "-q").exitCode()).isZero();
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$1\" -jar \"$2\" logs --follow | head -n 1",
                "sh",
                Program.java(),
                Program.jarFile().toString())
            .directory(agent.folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(shell.getInputStream().readAllBytes()).isNotEmpty();
    assertThat(shell.waitFor()).isZero();
  }

  private static void fill(Path file) throws Exception {
    try (var out = Files.newOutputStream(file)) {
      byte[] page = new byte[4096];
      for (int i = 0; i < 64; i++) {
        out.write(page);
      }
    } catch (java.io.IOException full) {
      assertThat(full).hasMessageContaining("No space left");
    }
  }

  private static void command(String... words) throws Exception {
    assertThat(new ProcessBuilder(words).inheritIO().start().waitFor())
        .as(String.join(" ", words))
        .isZero();
  }

  /** Waits until a container of a build step runs, or none does any more. */
  private static void awaitRunningStep(String words, boolean running) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (running
        != Engine.docker("ps", "--no-trunc", "--format", "{{.Command}}").contains(words)) {
      assertThat(System.nanoTime()).as("a step runs: " + running).isLessThan(end);
      new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
    }
  }
}
