package ai.holodeck.deploy.state;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * New content of a file, already on the disk under a temporary name in the same folder. {@link
 * #commit} puts it in the file's place in one step; {@link #close} without it leaves everything as
 * it was. All that needs space on the disk is done before the commit.
 */
final class PendingFile implements AutoCloseable {
  /** Who may read the file. */
  enum Audience {
    /** Only its owner. */
    OWNER,
    /** Whoever the umask says; a file that is there already keeps its permissions. */
    AS_UMASK
  }

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final String SUFFIX = ".holodeck-tmp";

  private final Path target;
  private final Path temporary;

  private PendingFile(Path target, Path temporary) {
    this.target = target;
    this.temporary = temporary;
  }

  /** Writes the content and forces it to the disk. A target that is a symbolic link is followed. */
  static PendingFile write(Path file, byte[] content, Audience audience) throws IOException {
    Path target = Files.isSymbolicLink(file) ? file.toRealPath() : file;
    String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    PendingFile pending =
        new PendingFile(
            target, target.resolveSibling("." + target.getFileName() + "." + random + SUFFIX));
    try {
      pending.fill(content, audience);
      return pending;
    } catch (IOException | RuntimeException e) {
      pending.close();
      throw e;
    }
  }

  private void fill(byte[] content, Audience audience) throws IOException {
    // Not a FileChannel: an interrupted caller must still be able to record what it did.
    if (POSIX && audience == Audience.OWNER) {
      Files.createFile(temporary, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } else {
      Files.createFile(temporary);
    }
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      if (POSIX && audience == Audience.AS_UMASK && Files.exists(target)) {
        Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
      }
      out.write(content);
      out.getFD().sync();
    }
  }

  /** Puts the content in place; on the disk for good when it returns. */
  void commit() throws IOException {
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = target.getParent();
    if (POSIX && folder != null) {
      force(folder);
    }
  }

  /** Removes what a killed process left behind. Call only while nobody else can be writing. */
  static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + SUFFIX)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // The next writer removes it; the failure that led here says more than this one.
    }
  }

  private static void force(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = true;
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
