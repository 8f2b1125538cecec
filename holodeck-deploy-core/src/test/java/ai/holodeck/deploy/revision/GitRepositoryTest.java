package ai.holodeck.deploy.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.revision.SourceRevision.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {
  private static final Predicate<String> PACKED =
      Set.of("agent.yaml", "prompt é.md", "data", "data/new.txt")::contains;

  @TempDir Path home;
  private GitSandbox git;
  private Path agent;

  @BeforeEach
  void commitAgent() throws IOException {
    git = new GitSandbox(home.resolve("repository"));
    agent = git.write("agents/support/agent.yaml", "name: support\n");
    git.write("agents/support/prompt é.md", "be kind");
    git.write("agents/support/notes.md", "not packed");
    git.write("agents/other/agent.yaml", "name: other\n");
    git.commitAll();
  }

  @Test
  void revisionOfCommittedAgentIsTheFullCommitAndClean() {
    assertThat(read()).isEqualTo(new SourceRevision(git.head(), read().source(), State.CLEAN));
  }

  @Test
  void revisionIsThatOfTheAgentsRepositoryNotOfTheCallersVariables() throws IOException {
    GitSandbox other = new GitSandbox(home.resolve("elsewhere"));
    other.write("x", "x");
    other.commitAll();
    Map<String, String> environment = new HashMap<>(git.environment());
    environment.put("GIT_DIR", other.root().resolve(".git").toString());
    environment.put("GIT_WORK_TREE", other.root().toString());
    environment.put("GIT_INDEX_FILE", home.resolve("no-index").toString());

    assertThat(GitRepository.holding(agent, PACKED, environment).revision())
        .isEqualTo(new SourceRevision(git.head(), read().source(), State.CLEAN));
  }

  @Test
  void changeOfPackedFileIsDirty() throws IOException {
    git.write("agents/support/prompt é.md", "be rude");

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void stagedChangeIsDirty() throws IOException {
    git.write("agents/support/prompt é.md", "be rude");
    git.run("add", "--all");

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void missingPackedFileIsDirty() throws IOException {
    Files.delete(agent.resolveSibling("prompt é.md"));

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void untrackedPackedFileIsDirty() throws IOException {
    git.write("agents/support/data/new.txt", "new");

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void changeOfTheAgentFileIsDirty() throws IOException {
    Files.writeString(agent, "name: changed\n");

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void agentFileThatIsNotTrackedIsDirtyEvenWhenIgnored() throws IOException {
    git.write(".gitignore", "*.local.yaml\n");
    git.commitAll();
    agent = git.write("agents/support/dev.local.yaml", "name: support\n");

    assertThat(read().state()).isEqualTo(State.DIRTY);
  }

  @Test
  void changeOfWhatIsNotPackedIsClean() throws IOException {
    git.write("agents/support/notes.md", "changed");
    git.write("agents/support/untracked.md", "new");
    git.write("agents/support/.holodeck/deployments.json", "{}");
    git.write("agents/other/agent.yaml", "name: changed\n");

    assertThat(read().state()).isEqualTo(State.CLEAN);
  }

  @Test
  void worktreeHasItsOwnHead() throws IOException {
    Path tree = home.resolve("tree");
    git.run("worktree", "add", "--quiet", "-b", "side", tree.toString());
    String before = git.head();
    git.write("x", "x");
    git.commitAll();
    agent = tree.resolve("agents/support/agent.yaml");

    assertThat(read().commit()).isEqualTo(before).isNotEqualTo(git.head());
    assertThat(read().state()).isEqualTo(State.CLEAN);
  }

  @Test
  void submoduleIsARepositoryOfItsOwn() throws IOException {
    GitSandbox above = new GitSandbox(home.resolve("above"));
    above.run("submodule", "--quiet", "add", git.root().toString(), "part");
    above.commitAll();
    agent = above.root().resolve("part/agents/support/agent.yaml");

    assertThat(read().commit()).isEqualTo(git.head()).isNotEqualTo(above.head());
    assertThat(read().state()).isEqualTo(State.CLEAN);
  }

  @Test
  void folderNamesAreNeverOptionsOrPatterns() throws IOException {
    agent = git.write("--upload-pack=x/:(glob)[a]*/:(top)-agent[1].yaml", "name: x\n");
    git.commitAll();

    assertThat(read().state()).isEqualTo(State.CLEAN);
    Files.writeString(agent, "changed");
    assertThat(
            GitRepository.holding(agent, ":(top)-agent[1].yaml"::equals, git.environment())
                .revision()
                .state())
        .isEqualTo(State.DIRTY);
  }

  @Test
  void repositoryOfAnotherUserFailsWithGitsOwnFix() throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    Path fake = bin.resolve("git");
    // Git's own switch for its tests, which we would not pass on.
    Files.writeString(
        fake,
        "#!/bin/sh\nPATH="
            + System.getenv("PATH")
            + "\nexport PATH GIT_TEST_ASSUME_DIFFERENT_OWNER=1\nexec git \"$@\"\n");
    Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> environment = new HashMap<>(git.environment());
    environment.put("PATH", bin.toString());

    assertThatThrownBy(() -> GitRepository.holding(agent, PACKED, environment).revision())
        .hasMessageContaining("belongs to another user")
        .asInstanceOf(InstanceOfAssertFactories.type(DeployException.class))
        .satisfies(
            e ->
                assertThat(e.remedy())
                    .contains(
                        "git config --global --add safe.directory " + git.root().toRealPath()));
  }

  @Test
  void sourceIsTheOriginWithoutUserInfo() {
    git.run("remote", "add", "origin", "https://user:s3cret@github.com/acme/support.git");

    assertThat(read().source()).contains("https://github.com/acme/support.git");
  }

  @Test
  void repositoryWithoutOriginHasNoSource() {
    assertThat(read().source()).isEmpty();
  }

  private SourceRevision read() {
    return GitRepository.holding(agent, PACKED, git.environment()).revision();
  }
}
