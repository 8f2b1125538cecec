package ai.holodeck.deploy.state;

import ai.holodeck.deploy.state.PendingFile.Audience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder {@code .holodeck}. It is made at the first write, with the permissions that the user's
 * umask gives, like the agent file beside it; it may be a symbolic link to a folder elsewhere.
 */
record StateFolder(Path path) {
  static final String NAME = ".holodeck";

  /** The file that HoloDeck's Python tool shares with us. */
  Path sharedFile() {
    return path.resolve("deployments.json");
  }

  /** Our own file, which knows everything. */
  Path ownFile() {
    return path.resolve("releases.json");
  }

  /** Where the lock files lie. */
  Path locks() {
    return path.resolve("locks");
  }

  /** Makes the folder and that of the locks, as far as they are not there. */
  void create() {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
      Files.createDirectories(locks());
    } catch (IOException e) {
      throw Failure.unwritable(path, e);
    }
  }

  /**
   * Hides the folder from git, and removes what a killed process left. Only under {@link
   * StoreLock}.
   */
  void tidy() throws IOException {
    PendingFile.removeLeftovers(path);
    PendingFile.removeLeftovers(locks());
    Path ignore = path.resolve(".gitignore");
    if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
      try (PendingFile file = PendingFile.write(ignore, bytes("*\n"), Audience.AS_UMASK)) {
        file.commit();
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
