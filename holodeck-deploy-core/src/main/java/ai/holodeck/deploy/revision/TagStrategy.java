package ai.holodeck.deploy.revision;

import ai.holodeck.deploy.image.Tag;

/** How the tag of an image is chosen. */
public sealed interface TagStrategy {
  /** The first seven characters of the commit. */
  record GitSha() implements TagStrategy {}

  /** The nearest git tag reachable. */
  record GitTag() implements TagStrategy {}

  /** Always {@code latest}. */
  record Latest() implements TagStrategy {}

  /**
   * A tag written in the file or given on the command line.
   *
   * @param tag that tag
   */
  record Custom(Tag tag) implements TagStrategy {}
}
