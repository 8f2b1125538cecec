package ai.holodeck.deploy.state;

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

  boolean exists() {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Makes the folder, its {@code .gitignore} and the folder of the locks, as far as they are not
   * there.
   */
  void create() {
    try {
      if (!Files.isDirectory(path)) {
        Files.createDirectories(path);
      }
      Files.createDirectories(locks());
      Path ignore = path.resolve(".gitignore");
      if (!Files.exists(ignore, LinkOption.NOFOLLOW_LINKS)) {
        try (PendingFile file =
            PendingFile.write(ignore, bytes("*\n"), PendingFile.Audience.AS_UMASK)) {
          file.commit();
        }
      }
    } catch (IOException e) {
      throw Failure.unwritable(path, e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
