package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another user must not be able to lay a hand on the locks. */
class LockFolderTest {
  @TempDir Path temporary;
  private Path path;
  private LockFolder folder;

  @BeforeEach
  void name() {
    path = temporary.resolve("deep/locks");
    folder = new LockFolder(path);
  }

  @Test
  void madeIsForItsUserAlone() throws IOException {
    assertThat(folder.made()).isEqualTo(path).isDirectory();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rwx------");
  }

  @Test
  void ownFolderIsTakenAsItIs() throws IOException {
    folder.made();
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(folder.made()).isEqualTo(path);
  }

  @Test
  void folderThatOthersMayWriteIntoIsRefused() throws IOException {
    folder.made();
    for (String mode : new String[] {"rwxrwxrwx", "rwxrwx---", "rwx----w-"}) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));

      assertRefused(folder, "can be written by other users (" + mode + ")");
    }
  }

  @Test
  void folderOfAnotherUserIsRefused() throws IOException {
    Path foreign = folderOfAnotherUser();

    assertRefused(
        new LockFolder(foreign), "belongs to user '" + Files.getOwner(foreign).getName() + "'");
  }

  @Test
  void linkOrFileInItsPlaceIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Files.createDirectories(path.getParent());
    Files.createSymbolicLink(path, elsewhere);
    assertRefused(folder, "is no folder");

    Files.delete(path);
    Files.writeString(path, "");
    assertRefused(folder, "is no folder");
  }

  private static void assertRefused(LockFolder folder, String fault) {
    DeployException refused = catchThrowableOfType(DeployException.class, folder::made);
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(CoreError.DEPLOY_FAILED);
    assertThat(refused.what()).contains(folder.path().toString(), fault);
    assertThat(refused.remedy()).contains("rm -r " + folder.path(), "java.io.tmpdir");
  }

  /** Root may give one away; for anybody else every folder of root's is one. */
  private Path folderOfAnotherUser() throws IOException {
    Path root = Path.of("/usr");
    UserPrincipal mine = Files.getOwner(temporary);
    if (!Files.getOwner(root).equals(mine)) {
      return root;
    }
    Path given = Files.createDirectory(temporary.resolve("given"));
    return Files.setOwner(
        given,
        given.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
  }
}
