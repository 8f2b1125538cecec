package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One digest over everything that a build gets: equal contexts, and only those, have equal digests.
 */
public final class ContextDigest {
  private static final int BUFFER = 64 * 1024;

  private ContextDigest() {}

  /**
   * {@code sha256:} and 64 hex digits, over path, kind, mode and content of all entries in order.
   * Reads every file. The caller decides what the Dockerfile in it says: with a time stamp no two
   * digests are equal.
   *
   * @throws DeployException {@code FILES_INVALID} when a file cannot be read or changes meanwhile
   */
  public static String of(BuildContext context) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    for (ContextEntry entry : context.entries()) {
      byte[] path = entry.path().getBytes(StandardCharsets.UTF_8);
      boolean isFile = entry instanceof ContextEntry.File;
      long size = entry instanceof ContextEntry.File file ? file.size() : 0;
      // Lengths stand before what they measure, so that no two contexts give the same bytes.
      digest.update(ByteBuffer.allocate(4).putInt(path.length).array());
      digest.update(path);
      digest.update(
          ByteBuffer.allocate(13)
              .put((byte) (isFile ? 'f' : 'd'))
              .putInt(entry.mode())
              .putLong(size)
              .array());
      if (entry instanceof ContextEntry.File file) {
        update(digest, file, buffer);
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, ContextEntry.File file, byte[] buffer) {
    try (InputStream in = file.content().open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw new DeployException(
          CoreError.FILES_INVALID,
          "cannot read '" + file.path() + "' for the build: " + e.getMessage(),
          "make it readable and leave it unchanged during the build",
          e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
