package ai.holodeck.deploy.revision;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The git repository that holds an agent file, wherever the command was started. Asks the git
 * client, so that worktrees, submodules and every format of repository work. Reads only.
 * Thread-safe.
 */
public final class GitRepository {
  static final String CHOOSE = "choose the tag with --tag or with registry.tag_strategy: custom";

  private final Git git;
  private final Path agentFile;
  private final Predicate<String> packed;
  private @Nullable SourceRevision revision;

  private GitRepository(Path agentFile, Predicate<String> packed, Map<String, String> environment) {
    this.agentFile = agentFile.toAbsolutePath().normalize();
    this.packed = packed;
    this.git =
        new Git(
            Objects.requireNonNull(this.agentFile.getParent(), "an agent file lies in a folder"),
            environment);
  }

  /**
   * The repository of an agent file; nothing is read yet.
   *
   * @param agentFile the agent file
   * @param packed whether a path relative to the agent file's folder is a source of the image
   * @param environment the caller's variables; those of git's that name another repository are
   *     ignored
   */
  public static GitRepository holding(
      Path agentFile, Predicate<String> packed, Map<String, String> environment) {
    return new GitRepository(agentFile, packed, environment);
  }

  /**
   * What HEAD is, read once.
   *
   * @throws DeployException {@code REVISION_UNKNOWN}: git is not installed, there is no repository,
   *     it is somebody else's, or it has no commit
   */
  public synchronized SourceRevision revision() {
    SourceRevision known = revision;
    if (known == null) {
      known = new SourceRevision(commit(), source(), state());
      revision = known;
    }
    return known;
  }

  /** The same, or empty where {@link #revision} would fail. */
  public Optional<SourceRevision> findRevision() {
    try {
      return Optional.of(revision());
    } catch (DeployException e) {
      if (e.code() != CoreError.REVISION_UNKNOWN) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * The tag nearest to HEAD among those reachable from it, annotated or not.
   *
   * @throws DeployException {@code REVISION_UNKNOWN}, also when there is no tag
   */
  public String nearestTag() {
    revision();
    Git.Answer answer = git.run("describe", "--tags", "--abbrev=0", "HEAD");
    if (!answer.succeeded()) {
      throw unknown(
          "no git tag is reachable from HEAD in the repository of " + agentFile,
          "create one with 'git tag', fetch those of the remote with 'git fetch --tags' (a shallow clone needs "
              + "--unshallow), or use registry.tag_strategy: git_sha");
    }
    return answer.line();
  }

  private String commit() {
    Git.Answer place = git.run("rev-parse", "--git-dir");
    if (!place.succeeded()) {
      throw noRepository(place.errors());
    }
    Git.Answer head = git.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}");
    if (!head.succeeded()) {
      throw unknown(
          "the git repository of " + agentFile + " has no commit yet",
          "commit the agent, or " + CHOOSE);
    }
    return head.line();
  }

  private DeployException noRepository(String errors) {
    if (errors.contains("dubious ownership") || errors.contains("unsafe repository")) {
      String fix =
          errors
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("git config"))
              .findFirst()
              .orElse("git config --global --add safe.directory '*'");
      return unknown(
          "the git repository of "
              + agentFile
              + " belongs to another user, so git does not read it",
          "if you trust it, run: " + fix);
    }
    if (errors.contains("not a git repository")) {
      return unknown(
          agentFile + " is in no git repository, which the image's tag is to be taken from",
          "run 'git init' and commit the agent, or " + CHOOSE);
    }
    String said = errors.strip();
    return unknown(
        "git cannot read the repository of " + agentFile + (said.isEmpty() ? "" : ": " + said),
        "repair the repository, or " + CHOOSE);
  }

  private Optional<String> source() {
    Git.Answer answer = git.run("config", "--get", "remote.origin.url");
    return answer.succeeded() ? SourceUrl.publicForm(answer.line()) : Optional.empty();
  }

  /**
   * What git itself ignores does not count, other than the agent file: it was meant to differ from
   * clone to clone.
   */
  private SourceRevision.State state() {
    String name = String.valueOf(agentFile.getFileName());
    if (!git.run("ls-files", "--error-unmatch", "--", name).succeeded()) {
      return SourceRevision.State.DIRTY;
    }
    String prefix = git.run("rev-parse", "--show-prefix").line();
    Git.Answer status =
        git.run(
            "status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", ".");
    if (!status.succeeded()) {
      throw unknown(
          "git cannot compare the files of "
              + agentFile
              + " with the last commit: "
              + status.errors().strip(),
          "repair the repository, or " + CHOOSE);
    }
    for (String entry : status.output().split("\0")) {
      // Two letters of state, a blank, the path from the top of the repository; a slash ends that
      // of a folder.
      String path = entry.length() > 3 ? entry.substring(3) : "";
      String relative =
          path.startsWith(prefix) ? path.substring(prefix.length()).replaceFirst("/$", "") : "";
      if (!relative.isEmpty() && packed.test(relative)) {
        return SourceRevision.State.DIRTY;
      }
    }
    return SourceRevision.State.CLEAN;
  }

  private static DeployException unknown(String what, String remedy) {
    return new DeployException(CoreError.REVISION_UNKNOWN, what, remedy);
  }
}
