package ai.holodeck.deploy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TagGeneratorTest {
  @TempDir Path home;
  private Path agent;
  private GitSandbox git;

  @BeforeEach
  void initRepository() throws IOException {
    git = new GitSandbox(home.resolve("repository"));
    agent = git.write("agents/support/agent.yaml", "name: support\n");
  }

  @Test
  void gitShaIsTheShortCommitOfTheAgentsRepository() throws IOException {
    git.commitAll();

    assertThat(generate(new TagStrategy.GitSha())).isEqualTo(new Tag(git.head().substring(0, 7)));
  }

  @Test
  void gitTagIsTheNearestReachable() throws IOException {
    git.commitAll();
    git.run("tag", "v1.0");
    Files.writeString(agent, "name: changed\n");
    git.commitAll();

    assertThat(generate(new TagStrategy.GitTag())).isEqualTo(new Tag("v1.0"));
  }

  @Test
  void latestAndCustomNeedNoRepository() {
    GitRepository nowhere =
        GitRepository.holding(home.resolve("agent.yaml"), path -> true, Map.of("PATH", "/nowhere"));

    assertThat(TagGenerator.generate(new TagStrategy.Latest(), nowhere)).isEqualTo(Tag.LATEST);
    assertThat(TagGenerator.generate(new TagStrategy.Custom(new Tag("v9")), nowhere))
        .isEqualTo(new Tag("v9"));
  }

  private Tag generate(TagStrategy strategy) {
    return TagGenerator.generate(
        strategy, GitRepository.holding(agent, path -> true, git.environment()));
  }
}
