package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push to a registry that wants a login, with the program as users have it. */
class PushIT {

  private static final String REGISTRY = variable("HOLODECK_TEST_LOGIN_REGISTRY");
  private static final String USER = variable("HOLODECK_TEST_REGISTRY_USER");
  private static final String PASSWORD = variable("HOLODECK_TEST_REGISTRY_PASSWORD");

  @TempDir Path temp;
  private SampleAgent agent;
  private Program program;

  @BeforeEach
  void prepare() throws Exception {
    agent = new SampleAgent("push-it", temp);
    Path file = agent.folder.resolve("agent.yaml");
    Files.writeString(
        file,
        Files.readString(file)
            .replace("url: holodeck.test", "url: '" + REGISTRY + "'")
            .replace("tag_strategy: latest", "tag_strategy: latest, credentials_env_prefix: ACME"));
    program =
        agent
            .program(Engine.base())
            .with("DOCKER_CONFIG", Files.createDirectory(temp.resolve("docker")).toString());
  }

  @AfterEach
  void removeAll() throws Exception {
    Engine.removeAll(agent.name);
  }

  /** Not with any loudness, in any form, for any failure; nor in a file or an image. */
  @Test
  void passwordReachesTheRegistryAndNothingElse() throws Exception {
    List<Result> results = new ArrayList<>();
    results.add(program.run("push", "-v"));
    assertThat(results.get(0).error())
        .contains("error[CONFIG_INVALID]", "ACME_USERNAME and ACME_PASSWORD are not set");
    program.with("ACME_USERNAME", USER).with("ACME_PASSWORD", PASSWORD);
    results.add(program.run("push"));
    assertThat(results.get(1).error()).contains("error[IMAGE_MISSING]", "holodeck build");

    results.add(program.run("deploy", "--push", "-v", "--stacktrace", "-o", "json"));
    Result deployed = results.get(2);
    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    JsonNode record = new ObjectMapper().readTree(deployed.output());
    assertThat(record.get("image_uri").asText()).matches(image() + "@sha256:[0-9a-f]{64}");
    assertThat(deployed.error()).contains("pushing", ": sent");

    Result again = program.run("push", "-q");
    results.add(again);
    assertThat(again).isEqualTo(new Result(0, record.get("image_uri").asText() + "\n", ""));

    program.with("ACME_PASSWORD", "wrong-" + PASSWORD);
    Result denied = program.run("push", "-v", "--stacktrace", "-o", "json");
    results.add(denied);
    assertThat(denied.exitCode()).isEqualTo(3);
    assertThat(new ObjectMapper().readTree(denied.output()).at("/error/code").asText())
        .isEqualTo("REGISTRY_DENIED");
    assertThat(denied.error()).contains("the login of ACME_USERNAME and ACME_PASSWORD");

    assertThat(results)
        .allSatisfy(result -> assertThat(result.toString()).doesNotContain(PASSWORD));
    assertThat(Engine.docker("image", "inspect", image())).doesNotContain(PASSWORD);
    assertThat(Engine.docker("history", "--no-trunc", image())).doesNotContain(PASSWORD);
    assertThat(Engine.docker("inspect", Engine.containersOf(agent.name).get(0)))
        .doesNotContain(PASSWORD);
    try (Stream<Path> files = Files.walk(temp)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file)).as(file.toString()).doesNotContain(PASSWORD);
      }
    }
    assertThat(Files.readString(agent.folder.resolve(".holodeck/releases.json")))
        .contains(record.get("image_uri").asText().replaceFirst(".*@", ""));
  }

  private String image() {
    return REGISTRY + "/it/" + agent.name + ":latest";
  }

  private static String variable(String name) {
    return Objects.requireNonNull(
        System.getenv(name), () -> name + ": eval \"$(scripts/registry start FOLDER)\"");
  }
}
