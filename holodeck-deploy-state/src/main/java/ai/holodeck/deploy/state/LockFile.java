package ai.holodeck.deploy.state;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.LockHolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The two files of a key's lock.
 *
 * @param lock what is locked; always empty
 * @param note who holds it
 */
record LockFile(Path lock, Path note) {
  /** What is said of a holder whose note cannot be read. */
  private static final LockHolder SOMEBODY =
      new LockHolder("somebody", "an unknown machine", 0, Instant.EPOCH, "something");

  private static final int READABLE = 40;

  static LockFile of(StateFolder folder, DeploymentKey key) {
    String name = name(key);
    return new LockFile(
        folder.locks().resolve(name + ".lock"), folder.locks().resolve(name + ".json"));
  }

  /** The agent's name as far as any file system takes it, and a hash that tells all keys apart. */
  static String name(DeploymentKey key) {
    String readable = key.agent().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String whole =
        key.project().map(project -> project.length() + ":" + project).orElse("-")
            + ":"
            + key.stage().length()
            + ":"
            + key.stage()
            + ":"
            + key.agent();
    return readable.substring(0, Math.min(READABLE, readable.length())) + "." + hash(whole);
  }

  /** Whoever the note names. Ask only while the lock is held. */
  LockHolder holder() {
    try {
      return Json.read(note, Files.readAllBytes(note), LockHolder.class, "remove the file");
    } catch (IOException | DeployException e) {
      return SOMEBODY;
    }
  }

  void writeNote(LockHolder holder) throws IOException {
    try (PendingFile file =
        PendingFile.write(note, Json.write(holder), PendingFile.Audience.AS_UMASK)) {
      file.commit();
    }
  }

  void removeNote() throws IOException {
    Files.deleteIfExists(note);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
