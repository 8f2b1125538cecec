package ai.holodeck.deploy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.command.Workbench.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushCommandTest {

  private static final String IMAGE = "registry.example/acme/support:v1";
  private static final String PUSHED = IMAGE + "@" + FakeRegistry.DIGEST;

  @TempDir Path folder;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(folder);
  }

  @Test
  void pushTellsOfEachLayerOnTheErrorStreamAndGivesTheDigest() {
    run("build");
    Result pushed = run("push");

    assertThat(pushed.exitCode()).isZero();
    assertThat(pushed.output())
        .isEqualTo("pushed: " + IMAGE + "\ndigest: " + FakeRegistry.DIGEST + "\n");
    assertThat(pushed.error())
        .isEqualTo(
            """
            pushing
            warning: attempt 1 of 4 failed: EOF; trying again in 2 s
              layer base: there already
              layer files: 10% of 40.0 MB
              layer files: 20% of 40.0 MB
              layer files: 30% of 40.0 MB
              layer files: 40% of 40.0 MB
              layer files: 50% of 40.0 MB
              layer files: 60% of 40.0 MB
              layer files: 70% of 40.0 MB
              layer files: 80% of 40.0 MB
              layer files: 90% of 40.0 MB
              layer files: sent, 40.0 MB
            """);
    assertThat(run("push", "-v").error()).contains("The push refers to a repository");
  }

  @Test
  void pushQuietPrintsTheImageByDigestOnly() {
    run("build");

    assertThat(run("push", "-q")).isEqualTo(new Result(0, PUSHED + "\n", ""));
  }

  @Test
  void pushAsJsonIsOneDocument() throws Exception {
    run("build");
    JsonNode document = new ObjectMapper().readTree(run("push", "-o", "json").output());

    assertThat(document.get("full_name").asText()).isEqualTo(IMAGE);
    assertThat(document.get("digest").asText()).isEqualTo(FakeRegistry.DIGEST.toString());
    assertThat(document.get("image_uri").asText()).isEqualTo(PUSHED);
  }

  @Test
  void pushOfAnImageThatWasNotBuiltSaysWhatToRun() {
    Result refused = run("push");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.error()).contains("error[IMAGE_MISSING]", IMAGE, "holodeck build");
  }

  @Test
  void pushLogsInWithThePrefixsVariables() {
    bench.write(
        Workbench.AGENT.replace(
            "custom_tag: v1", "custom_tag: v1\n    credentials_env_prefix: ACME"));
    run("build");
    assertThat(run("push").error())
        .contains("error[CONFIG_INVALID]", "ACME_USERNAME and ACME_PASSWORD are not set");

    bench.variables.put("ACME_USERNAME", "anna");
    bench.variables.put("ACME_PASSWORD", "hunter3");
    Result pushed = run("push", "-v");

    assertThat(pushed.exitCode()).isZero();
    assertThat(bench.registry.credentials.orElseThrow().username()).isEqualTo("anna");
    assertThat(pushed.output() + pushed.error()).doesNotContain("hunter3");
  }

  @Test
  void deployPushesWhenAskedAndRecordsTheDigest() throws Exception {
    assertThat(run("deploy").error()).doesNotContain("pushing");

    Result deployed = run("deploy", "--push", "-o", "json");

    assertThat(deployed.error()).contains("pushing");
    assertThat(new ObjectMapper().readTree(deployed.output()).get("image_uri").asText())
        .isEqualTo(PUSHED);
  }

  private Result run(String command, String... options) {
    return bench.run(
        Stream.of(Stream.of(command), Stream.of(options), Stream.of(bench.file.toString()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }
}
