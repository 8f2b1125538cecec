package ai.holodeck.deploy.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Tells projects on one machine apart: the first 12 hex digits of the SHA-256 of the folder's real
 * path.
 */
final class ProjectHash {
  private static final int LENGTH = 12;

  private ProjectHash() {}

  static String of(Path folder) {
    try {
      byte[] path = folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
      return HexFormat.of().formatHex(hash).substring(0, LENGTH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
