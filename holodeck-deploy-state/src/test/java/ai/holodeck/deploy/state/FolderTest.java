package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.intent;
import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.ReleaseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder itself: what lies in it, with which permissions, and odd places for it. */
class FolderTest {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");

  @TempDir Path folder;

  @Test
  void firstWriteHidesTheFolderFromGitAndLeavesNoTemporaryFile() throws IOException {
    stores(folder).records().save(SUPPORT, service("azure", "a"));

    assertThat(folder.resolve(".holodeck/.gitignore")).hasContent("*\n");
    assertThat(names(folder.resolve(".holodeck")))
        .containsExactly(".gitignore", "deployments.json", "locks", "releases.json");
  }

  @Test
  void gitignoreOfTheUserStays() throws IOException {
    Files.createDirectory(folder.resolve(".holodeck"));
    Files.writeString(folder.resolve(".holodeck/.gitignore"), "!releases.json\n");

    stores(folder).records().save(SUPPORT, service("azure", "a"));

    assertThat(folder.resolve(".holodeck/.gitignore")).hasContent("!releases.json\n");
  }

  @Test
  void ourFileIsTheOwnersAloneAndTheSharedOneKeepsItsPermissions() throws IOException {
    Stores stores = stores(folder);
    stores.records().save(SUPPORT, service("azure", "a"));
    Path shared = folder.resolve(".holodeck/deployments.json");
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rw-rw-r--"));

    stores.records().save(SUPPORT, service("azure", "b"));

    assertThat(mode(shared)).isEqualTo("rw-rw-r--");
    assertThat(mode(folder.resolve(".holodeck/releases.json"))).isEqualTo("rw-------");
  }

  @Test
  void linkedFolderAndLinkedFileAreFollowed() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("shared/state"));
    Path agent = Files.createDirectory(folder.resolve("agent"));
    Files.createSymbolicLink(agent.resolve(".holodeck"), elsewhere);
    Path files = Files.createDirectory(folder.resolve("files"));
    Path file = files.resolve("d.json");
    Files.writeString(file, "{\"version\": \"1.0\", \"deployments\": {}}");
    Files.createSymbolicLink(elsewhere.resolve("deployments.json"), file);

    stores(agent).records().save(SUPPORT, service("azure", "a"));

    assertThat(elsewhere.resolve("releases.json")).exists();
    assertThat(elsewhere.resolve("deployments.json")).isSymbolicLink();
    assertThat(file).content().contains("support");
    assertThat(names(files)).containsExactly("d.json");
  }

  @Test
  void lockThroughALinkedFolderIsTheSameLock() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    try (DeploymentLock.Held held = acquire(stores(real))) {
      held.check();
      assertThatThrownBy(() -> acquire(stores(link)))
          .isInstanceOfSatisfying(
              DeployException.class, e -> assertThat(e.code()).isEqualTo(CoreError.LOCKED));
      held.check();
    }
    acquire(stores(link)).close();
  }

  @Test
  void fileInPlaceOfTheFolderIsAnError() throws IOException {
    Files.writeString(folder.resolve(".holodeck"), "a file");

    DeployException e =
        catchThrowableOfType(
            DeployException.class,
            () -> stores(folder).records().save(SUPPORT, service("azure", "a")));

    assertThat(e).isNotNull();
    assertThat(e.code()).isEqualTo(CoreError.STATE_UNWRITABLE);
    assertThat(e.what()).contains(".holodeck");
    assertThat(folder.resolve(".holodeck")).hasContent("a file");
  }

  @Test
  void anInterruptedCallerStillRecordsWhatItDid() {
    Stores stores = stores(folder);
    stores.releases().begin(intent(SUPPORT, "r1"));
    Thread.currentThread().interrupt();
    try {
      stores.records().save(SUPPORT, service("azure", "a"));
      stores.releases().settle(new ReleaseId("r1"), Release.Outcome.FAILED, "interrupted");
      acquire(stores).close();

      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(stores.records().find(SUPPORT)).isPresent();
    assertThat(stores.releases().open(SUPPORT)).isEmpty();
  }

  @Test
  void lockFilesOfAnyAgentStayInTheirFolder() {
    List<String> agents =
        List.of(
            "../../etc/passwd", "a/b", "a:b", "CON", "..", ".", "a\u0000b", "x".repeat(300), "日本");

    List<String> names =
        agents.stream().map(agent -> LockFile.name(DeploymentKey.of(agent))).toList();

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z0-9-]{0,40}\\.[0-9a-f]{16}"));
    assertThat(LockFile.name(DeploymentKey.of("Bot")))
        .isNotEqualTo(LockFile.name(DeploymentKey.of("bot")));
  }

  private static DeploymentLock.Held acquire(Stores stores) {
    return stores.lock().acquire(SUPPORT, "deploy", Duration.ZERO, holder -> {});
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
