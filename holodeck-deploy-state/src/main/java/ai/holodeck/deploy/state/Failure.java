package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;

/** Says what went wrong with a file of ours, and the way out. */
final class Failure {
  private Failure() {}

  static DeployException unwritable(Path file, IOException cause) {
    return new DeployException(
        CoreError.STATE_UNWRITABLE,
        "cannot write " + file + ": " + reason(cause),
        "free some space, or give yourself write permission on that folder, then run the command again;"
            + " what was recorded before is unchanged",
        cause);
  }

  static DeployException unreadable(Path file, IOException cause) {
    return new DeployException(
        CoreError.STATE_INVALID,
        "cannot read " + file + ": " + reason(cause),
        "make it a file that you may read, then run the command again",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof FileSystemException fault && fault.getReason() != null) {
      return Objects.requireNonNull(fault.getReason());
    }
    return cause.getClass() == IOException.class && cause.getMessage() != null
        ? Objects.requireNonNull(cause.getMessage())
        : cause.getClass().getSimpleName();
  }
}
