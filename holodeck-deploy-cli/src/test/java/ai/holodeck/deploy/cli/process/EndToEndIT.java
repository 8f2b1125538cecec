package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the agent file to a healthy service and back, with the program as users have it. */
class EndToEndIT {

  private static final String SECRET = "hunter2-end-to-end";

  @TempDir Path temp;
  private SampleAgent agent;
  private Program program;

  @BeforeEach
  void prepare() throws Exception {
    agent = new SampleAgent("end-to-end-it", temp);
    program = agent.program(Engine.base());
  }

  @AfterEach
  void removeAll() throws Exception {
    Engine.removeAll(agent.name);
  }

  @Test
  void agentIsDeployedAnswersAndIsRemoved() throws Exception {
    Result dryRun = program.run("build", "--dry-run", "-q");
    assertThat(dryRun.output()).contains("\nFROM " + Engine.base() + "\n");
    assertThat(dryRun.error()).isEmpty();

    assertThat(program.run("build", "-q")).isEqualTo(new Result(0, image() + "\n", ""));

    Result deployed = program.run("deploy", "agent.yaml");
    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    assertThat(deployed.output()).startsWith("running: http://127.0.0.1:");
    assertThat(deployed.error()).contains("step 1/", "(from the cache)", "healthy at http://");

    JsonNode status =
        new ObjectMapper().readTree(program.run("deploy", "status", "-o", "json").output());
    String url = status.get("url").asText();
    assertThat(status.get("status").asText()).isEqualTo("RUNNING");
    assertThat(SampleAgent.get(url + "/env")).contains("LOG_LEVEL=info\n");

    assertThat(program.run("logs", "--tail", "1").output()).startsWith("INFO standin GET ");
    String line = program.run("logs", "-o", "json", "--tail", "1").output();
    assertThat(new ObjectMapper().readTree(line).get("stream").asText()).isEqualTo("stdout");

    assertThat(program.run("status", "-q")).isEqualTo(new Result(0, "RUNNING\n", ""));
    assertThat(program.run("run", "-q").output()).as("the port is kept").isEqualTo(url + "\n");
    assertThat(Engine.containersOf(agent.name)).hasSize(1);

    assertThat(program.run("destroy", "-q").exitCode()).as("nobody to ask").isEqualTo(2);
    assertThat(program.run("destroy", "--force", "-q")).isEqualTo(new Result(0, "deleted\n", ""));
    assertThat(Engine.containersOf(agent.name)).isEmpty();
    assertThat(program.run("destroy", "--force").output()).startsWith("nothing deployed: ");
    assertThat(program.run("status", "-q").output()).isEqualTo("DELETED\n");
  }

  @Test
  void localNeedsNoDeploymentBlock() throws Exception {
    Files.writeString(
        agent.folder.resolve("agent.yaml"),
        "name: " + agent.name + "\ninstructions: {inline: be kind}\n");
    Result without = program.run("deploy");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.error()).contains("has no deployment block").contains("--local");
    Result deployed = program.run("deploy", "--local", "-q");
    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    assertThat(SampleAgent.get(deployed.output().strip() + "/health")).isNotEmpty();
    assertThat(program.run("status", "--local", "-q").output()).isEqualTo("RUNNING\n");
    assertThat(program.run("destroy", "--local", "--force", "-q").output()).isEqualTo("deleted\n");
  }

  /**
   * Not with any loudness, in any form, for any failure; nor in a file, in an image, on a command
   * line.
   */
  @Test
  void secretReachesTheServiceAndNothingElse() throws Exception {
    agent.write("API_KEY: ${API_KEY}");
    Result missing = program.run("deploy");
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.error()).contains("API_KEY");
    program.with("API_KEY", SECRET);
    Result deployed = program.run("deploy", "-v", "--stacktrace");
    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    String url =
        program
            .run("status", "-o", "json")
            .output()
            .replaceAll("(?s).*\"url\" : \"([^\"]*)\".*", "$1");
    assertThat(SampleAgent.get(url + "/env")).contains("API_KEY=" + SECRET + "\n");

    assertThat(program.run("status").output()).containsPattern("config +as deployed\n");
    Result changed = program.with("API_KEY", "another-" + SECRET).run("status", "-v");
    assertThat(changed.output()).containsPattern("config +changed \\(secret API_KEY\\) since");
    String labels =
        Engine.docker(
            "inspect", "-f", "{{json .Config.Labels}}", Engine.containersOf(agent.name).get(0));
    program.with("API_KEY", SECRET);

    agent.write("API_KEY: ${API_KEY}", "STANDIN_EXIT: \"3\"");
    Result failed = program.run("deploy", "-v", "--stacktrace", "-o", "json");
    assertThat(failed.exitCode()).isEqualTo(3);
    String image = Engine.docker("image", "inspect", image());
    String history = Engine.docker("history", "--no-trunc", image());
    assertThat(deployed.output() + deployed.error() + failed.output() + failed.error())
        .doesNotContain(SECRET);
    assertThat(changed.output() + changed.error() + labels).doesNotContain(SECRET);
    assertThat(image + history).doesNotContain(SECRET);
    try (Stream<Path> files = Files.walk(agent.folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(SECRET);
      }
    }
  }

  private String image() {
    return "holodeck.test/it/" + agent.name + ":latest";
  }
}
