package ai.holodeck.deploy.revision;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.Tag;

/** Chooses the tag of an image. */
public final class TagGenerator {
  private static final String DIRTY = "-dirty";

  private TagGenerator() {}

  /**
   * The tag; one taken from git ends in {@code -dirty} when what goes into the image is not what
   * was committed.
   *
   * @param strategy how to choose
   * @param repository asked only when the strategy needs it
   * @throws DeployException {@code REVISION_UNKNOWN} when git cannot tell, or when the git tag is
   *     no image tag
   */
  public static Tag generate(TagStrategy strategy, GitRepository repository) {
    if (strategy instanceof TagStrategy.Custom custom) {
      return custom.tag();
    }
    if (strategy instanceof TagStrategy.Latest) {
      return Tag.LATEST;
    }
    SourceRevision revision = repository.revision();
    String suffix = revision.state() == SourceRevision.State.DIRTY ? DIRTY : "";
    if (strategy instanceof TagStrategy.GitSha) {
      return new Tag(revision.shortCommit() + suffix);
    }
    String name = repository.nearestTag();
    if (!Tag.isTag(name + suffix)) {
      throw new DeployException(
          CoreError.REVISION_UNKNOWN,
          "the git tag '"
              + name
              + "' cannot be an image tag (letters, digits, '_', '.', '-', at most 128"
              + (suffix.isEmpty() ? "" : " with '" + DIRTY + "'")
              + ", not starting with '.' or '-')",
          "create a git tag of that form, or use registry.tag_strategy: git_sha or custom");
    }
    return new Tag(name + suffix);
  }
}
