package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources of the same date are the same image, whoever builds them on an engine. */
class ReproducibleIT {

  @TempDir Path temp;
  private SampleAgent agent;

  @BeforeEach
  void aRepository() throws Exception {
    agent = new SampleAgent("reproducible-it", temp);
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=it", "-c", "user.email=it@holodeck.test", "commit", "-q", "-m", "one");
  }

  @AfterEach
  void removeAll() throws Exception {
    Engine.removeAll(agent.name);
  }

  @Test
  void twoClonesGiveOneImageAndAnotherDateAnotherOne() throws Exception {
    Path one = cloned("one");
    Path two = cloned("two");
    String first = builtIn(one, "1700000000");

    assertThat(builtIn(two, "1700000000")).as("from another clone").isEqualTo(first);
    assertThat(builtIn(one, "1700000000")).as("twice").isEqualTo(first);
    assertThat(builtIn(two, "1700000001")).as("of another date").isNotEqualTo(first);
    assertThat(builtIn(two, "1700000000")).as("again").isEqualTo(first);
  }

  private Path cloned(String name) throws Exception {
    git("clone", "-q", agent.folder.toString(), temp.resolve(name).toString());
    return temp.resolve(name);
  }

  private static String builtIn(Path folder, String date) throws Exception {
    Result built =
        Program.jar(folder)
            .with("HOLODECK_BASE_IMAGE", Engine.base())
            .with("SOURCE_DATE_EPOCH", date)
            .run("build", "-q");
    assertThat(built.exitCode()).as(built.error()).isZero();
    return Engine.docker("image", "inspect", "-f", "{{.Id}}", built.output().strip());
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git = new ProcessBuilder(command).directory(agent.folder.toFile()).inheritIO().start();
    assertThat(git.waitFor()).isZero();
  }
}
