package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to a release is not lost when its tag goes to the next build. */
class KeptImagesIT {
  @TempDir Path temp;
  private SampleAgent agent;
  private Program program;

  @BeforeEach
  void prepare() throws Exception {
    agent = new SampleAgent("kept-images-it", temp);
    program = agent.program(Engine.base());
  }

  @AfterEach
  void removeAll() throws Exception {
    Engine.removeAll(agent.name);
  }

  @Test
  void earlierImageKeepsATagUntilItsProjectIsDestroyed() throws Exception {
    // The same agent in another project: the same image, and a service of its own.
    Path other = Files.createDirectories(temp.resolve("other"));
    for (String file : List.of("agent.yaml", "instructions.md")) {
      Files.copy(agent.folder.resolve(file), other.resolve(file));
    }
    Program others = Program.jar(other).with("HOLODECK_BASE_IMAGE", Engine.base());
    deploy(program);
    String first = imageOf();
    deploy(others);
    assertThat(imageOf()).as("one image for both").isEqualTo(first);
    assertThat(tags(first)).hasSize(3);

    Files.writeString(agent.folder.resolve("instructions.md"), "be kind, and brief\n");
    deploy(program);
    String second = imageOf();

    assertThat(second).isNotEqualTo(first);
    assertThat(tags(first))
        .as("not dangling")
        .hasSize(2)
        .allMatch(tag -> tag.contains(":release-"));
    assertThat(tags(second)).hasSize(2).contains(name());
    assertThat(Files.readString(agent.folder.resolve(".holodeck/releases.json")))
        .contains("\"image_id\": \"" + first + "\"", "\"image_id\": \"" + second + "\"");

    assertThat(program.run("destroy", "--force", "-q")).isEqualTo(new Result(0, "deleted\n", ""));

    assertThat(tags(first)).as("the other project's").hasSize(1);
    assertThat(tags(second)).containsExactly(name());
    assertThat(others.run("status", "-q").output()).isEqualTo("RUNNING\n");

    assertThat(others.run("destroy", "--force", "-q")).isEqualTo(new Result(0, "deleted\n", ""));
    assertThat(Engine.docker("images", "-q", "--no-trunc", repository()).lines())
        .containsExactly(second);
  }

  private static void deploy(Program program) throws Exception {
    Result deployed = program.run("deploy", "-q");
    assertThat(deployed.exitCode()).as(deployed.error()).isZero();
    assertThat(deployed.error()).isEmpty();
  }

  private String imageOf() throws Exception {
    return Engine.docker("image", "inspect", "-f", "{{.Id}}", name());
  }

  private static List<String> tags(String image) throws Exception {
    return Engine.docker("image", "inspect", "-f", "{{range .RepoTags}}{{println .}}{{end}}", image)
        .lines()
        .toList();
  }

  private String name() {
    return repository() + ":latest";
  }

  private String repository() {
    return "holodeck.test/it/" + agent.name;
  }
}
