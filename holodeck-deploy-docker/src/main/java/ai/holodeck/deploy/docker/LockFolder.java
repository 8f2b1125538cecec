package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/**
 * Where this user's lock files lie: in the system's temporary folder, where anybody may make a
 * folder of that name first. One that is not this user's, or that others may write into, is
 * refused: they could hold the locks, or take them away.
 *
 * @param path the folder, whether it is there or not
 */
record LockFolder(Path path) {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  /** The same for all processes of a user, however they were started. */
  static LockFolder ofThisUser() {
    String user = System.getProperty("user.name", "").replaceAll("[^A-Za-z0-9_-]", "_");
    return new LockFolder(
        Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "holodeck-deploy-" + user));
  }

  /**
   * Makes the folder when it is not there.
   *
   * @throws DeployException when it is not this user's alone
   */
  Path made() throws IOException {
    Files.createDirectories(path.toAbsolutePath().getParent());
    try {
      if (POSIX) {
        Files.createDirectory(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectory(path);
      }
    } catch (FileAlreadyExistsException e) {
      check();
    }
    return path;
  }

  private void check() throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isDirectory()) {
      throw refused("is no folder");
    }
    if (!POSIX) {
      return;
    }
    PosixFileAttributes found =
        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.owner().equals(thisUser())) {
      throw refused("belongs to user '" + found.owner().getName() + "'");
    }
    Set<PosixFilePermission> permissions = found.permissions();
    if (permissions.contains(PosixFilePermission.GROUP_WRITE)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw refused(
          "can be written by other users (" + PosixFilePermissions.toString(permissions) + ")");
    }
  }

  /** By a file of this process: a user need not have a name. */
  private UserPrincipal thisUser() throws IOException {
    Path probe = Files.createTempFile("holodeck-deploy", null);
    try {
      return Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS);
    } finally {
      Files.delete(probe);
    }
  }

  private DeployException refused(String fault) {
    return new DeployException(
        CoreError.DEPLOY_FAILED,
        "the lock files belong into " + path + ", which " + fault,
        "remove it ('rm -r "
            + path
            + "', as its owner), or name another temporary folder with"
            + " JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
  }
}
