package ai.holodeck.deploy.revision;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an image is built from.
 *
 * @param commit the full commit id, 40 or 64 hex digits
 * @param source URL of the remote {@code origin}, without user info; empty when there is none that
 *     others could use
 * @param state whether what goes into the image is as committed
 */
public record SourceRevision(String commit, Optional<String> source, State state) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");

  /** Whether files that go into the image differ from the commit. */
  public enum State {
    /** All are as committed. */
    CLEAN,
    /** One is changed, missing, or not tracked. */
    DIRTY
  }

  public SourceRevision {
    if (!COMMIT.matcher(commit).matches()) {
      throw new IllegalArgumentException("not a full commit id: '" + commit + "'");
    }
  }

  /** The first seven characters of the commit. */
  public String shortCommit() {
    return commit.substring(0, 7);
  }
}
