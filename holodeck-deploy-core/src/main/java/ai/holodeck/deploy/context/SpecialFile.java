package ai.holodeck.deploy.context;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Names the kinds of files that no image can hold. */
final class SpecialFile {
  private static final int TYPE = 0xF000;

  private SpecialFile() {}

  /**
   * With an article: "a socket". Types are those of {@code st_mode} in POSIX's {@code sys/stat.h},
   * as on Linux.
   */
  static String nameOf(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return "a special file";
    }
    Object mode = Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    return switch ((Integer) mode & TYPE) {
      case 0x1000 -> "a named pipe";
      case 0x2000, 0x6000 -> "a device";
      case 0xC000 -> "a socket";
      default -> "a special file";
    };
  }
}
