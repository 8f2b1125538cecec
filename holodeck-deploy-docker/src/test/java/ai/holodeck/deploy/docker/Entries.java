package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.ContextEntry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Files of a build context that exist in memory only. */
final class Entries {
  private Entries() {}

  static ContextEntry.File file(String path, int mode, String content) {
    return file(path, mode, content.getBytes(StandardCharsets.UTF_8));
  }

  static ContextEntry.File file(String path, int mode, byte[] content) {
    return new ContextEntry.File(
        path, mode, content.length, () -> new ByteArrayInputStream(content));
  }
}
