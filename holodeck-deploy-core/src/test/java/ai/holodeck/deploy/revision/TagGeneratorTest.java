package ai.holodeck.deploy.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void gitShaIsTheShortCommitOfTheAgentsRepository() {
    git.commitAll();

    assertThat(generate(new TagStrategy.GitSha())).isEqualTo(new Tag(git.head().substring(0, 7)));
  }

  @Test
  void gitShaOfChangedAgentIsDirty() throws IOException {
    git.commitAll();
    Files.writeString(agent, "name: changed\n");

    assertThat(generate(new TagStrategy.GitSha()))
        .isEqualTo(new Tag(git.head().substring(0, 7) + "-dirty"));
  }

  @Test
  void gitTagIsTheNearestReachable() throws IOException {
    git.commitAll();
    git.run("tag", "v0.9");
    git.commitAll();
    git.run("tag", "v1.0");
    git.commitAll();
    git.run("checkout", "--quiet", "-b", "other");
    git.commitAll();
    git.run("tag", "v2.0");
    git.run("checkout", "--quiet", "main");

    assertThat(generate(new TagStrategy.GitTag())).isEqualTo(new Tag("v1.0"));
    Files.writeString(agent, "name: changed\n");
    assertThat(generate(new TagStrategy.GitTag())).isEqualTo(new Tag("v1.0-dirty"));
  }

  @Test
  void latestAndCustomNeedNoRepository() {
    GitRepository nowhere =
        GitRepository.holding(home.resolve("agent.yaml"), path -> true, Map.of());

    assertThat(TagGenerator.generate(new TagStrategy.Latest(), nowhere)).isEqualTo(Tag.LATEST);
    assertThat(TagGenerator.generate(new TagStrategy.Custom(new Tag("v9")), nowhere))
        .isEqualTo(new Tag("v9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"release/1.0", "v1.0+build", "-"})
  void gitTagThatIsNoImageTagFails(String name) {
    git.commitAll();
    // A leading dash is refused by 'git tag' itself, but not by what other tools write.
    git.run("update-ref", "refs/tags/" + name, "HEAD");

    assertFails(
        new TagStrategy.GitTag(),
        "the git tag '" + name + "' cannot be an image tag",
        "git_sha or custom");
  }

  @Test
  void gitTagWithoutTagFails() {
    git.commitAll();

    assertFails(new TagStrategy.GitTag(), "no git tag is reachable from HEAD", "git tag");
  }

  @Test
  void repositoryWithoutCommitFails() {
    assertFails(new TagStrategy.GitSha(), "has no commit yet", "commit the agent");
  }

  @Test
  void agentOutsideOfAnyRepositoryFails() throws IOException {
    agent =
        Files.writeString(Files.createDirectories(home.resolve("plain")).resolve("agent.yaml"), "");

    assertFails(new TagStrategy.GitSha(), "is in no git repository", "git init");
  }

  @Test
  void gitNotInstalledFails() {
    git.commitAll();
    GitRepository repository =
        GitRepository.holding(agent, path -> true, Map.of("PATH", home + ":relative"));

    assertThatThrownBy(() -> TagGenerator.generate(new TagStrategy.GitSha(), repository))
        .hasMessageContaining("git is not installed")
        .asInstanceOf(InstanceOfAssertFactories.type(DeployException.class))
        .satisfies(e -> assertThat(e.remedy()).contains("install git").contains("--tag"));
    assertThat(repository.findRevision()).isEmpty();
  }

  private Tag generate(TagStrategy strategy) {
    return TagGenerator.generate(
        strategy, GitRepository.holding(agent, path -> true, git.environment()));
  }

  private void assertFails(TagStrategy strategy, String what, String remedy) {
    assertThatThrownBy(() -> generate(strategy))
        .hasMessageContaining(what)
        .asInstanceOf(InstanceOfAssertFactories.type(DeployException.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(CoreError.REVISION_UNKNOWN);
              assertThat(e.remedy()).contains(remedy);
            });
  }
}
