package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.intent;
import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real file system that is full, or read-only. Needs the right to mount. */
class DiskFullIT {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");

  @TempDir Path base;
  private Path disk;
  private Stores stores;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(base.resolve("disk"));
    run("mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", disk.toString());
    stores = stores(disk);
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", disk.toString());
  }

  @Test
  void aFullDiskLosesNothingAndLeavesNothingHalfWritten() throws IOException {
    stores.releases().begin(intent(SUPPORT, "r1"));
    List<DeploymentRecord> written = new ArrayList<>();
    DeployException full = null;
    for (int i = 0; full == null; i++) {
      int number = i;
      full =
          catchThrowableOfType(
              DeployException.class,
              () ->
                  written.add(
                      stores
                          .records()
                          .save(DeploymentKey.of("a" + number), service("azure", "x"))));
    }

    assertThat(written).hasSizeGreaterThan(5);
    assertFull(full);
    assertThat(stores.records().list()).containsExactlyInAnyOrderElementsOf(written);
    assertThat(stores.releases().open(SUPPORT)).isPresent();
    ReferenceSchema.check(Files.readString(disk.resolve(".holodeck/deployments.json")));
    assertThat(names()).containsExactly(".gitignore", "deployments.json", "locks", "releases.json");
  }

  @Test
  void withoutAByteLeftEveryWriteSaysSoAndAllIsReadAsBefore() throws IOException {
    stores.records().save(SUPPORT, service("azure", "a"));
    stores.releases().begin(intent(SUPPORT, "r1"));
    List<DeploymentRecord> before = stores.records().list();
    Path filler = fill(disk);

    assertFull(failure(() -> stores.records().save(SUPPORT, service("azure", "b"))));
    assertFull(failure(() -> stores.records().remove(SUPPORT)));
    assertFull(failure(() -> stores.releases().begin(intent(DeploymentKey.of("b"), "r2"))));
    assertFull(
        failure(
            () -> stores.lock().acquire(SUPPORT, "deploy", Duration.ZERO, holder -> {}).close()));

    assertThat(stores.lock().holder(SUPPORT)).isEmpty();
    assertThat(stores.records().list()).isEqualTo(before);
    assertThat(stores.releases().open(SUPPORT)).isPresent();
    assertThat(names()).containsExactly(".gitignore", "deployments.json", "locks", "releases.json");

    Files.delete(filler);
    stores.records().save(SUPPORT, service("azure", "b"));
    stores.lock().acquire(SUPPORT, "deploy", Duration.ZERO, holder -> {}).close();
    assertThat(stores.records().find(SUPPORT).orElseThrow().service().serviceId().value())
        .isEqualTo("b");
  }

  @Test
  void aReadOnlyDiskIsReadAndEveryWriteSaysSo() throws Exception {
    stores.records().save(SUPPORT, service("azure", "a"));
    stores.lock().acquire(SUPPORT, "deploy", Duration.ZERO, holder -> {}).close();
    run("mount", "-o", "remount,ro", disk.toString());

    assertThat(stores.records().find(SUPPORT)).isPresent();
    assertThat(stores.releases().history(SUPPORT)).isEmpty();
    assertThat(stores.lock().holder(SUPPORT)).isEmpty();
    DeployException e = failure(() -> stores.records().save(SUPPORT, service("azure", "b")));
    assertThat(e.code()).isEqualTo(CoreError.STATE_UNWRITABLE);
    assertThat(e.what()).contains(".holodeck", "Read-only file system");
  }

  /** The other tool's file lies on a full disk, so that a removal stops after its first step. */
  @Test
  void removalOfTheOtherToolsRecordPassesThroughOurFileFirst() throws IOException {
    Path agent = Files.createDirectory(base.resolve("agent"));
    Stores here = stores(agent);
    here.records().save(DeploymentKey.of("another"), service("azure", "a"));
    here.records().save(SUPPORT, service("azure", "ours"));
    Path shared = agent.resolve(".holodeck/deployments.json");
    Path target = disk.resolve("deployments.json");
    Files.writeString(
        target,
        Files.readString(shared)
            .replace("\"ours\"", "\"theirs\"")
            .replaceAll("\"updated_at\": \"[^\"]*\"", "\"updated_at\": \"2099-01-01T00:00:00Z\""));
    Files.delete(shared);
    Files.createSymbolicLink(shared, target);
    List<DeploymentRecord> before = here.records().list();
    fill(disk);

    assertFull(failure(() -> here.records().remove(SUPPORT)));

    assertThat(here.records().list()).isEqualTo(before);
    Files.delete(shared);
    assertThat(here.records().list()).isEqualTo(before);
  }

  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    byte[] page = new byte[4096];
    try (var out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(page);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("No space left");
    }
    return filler;
  }

  private void assertFull(DeployException e) {
    assertThat(e.code()).isEqualTo(CoreError.STATE_UNWRITABLE);
    assertThat(e.what()).contains(".holodeck", "No space left on device");
    assertThat(e.remedy()).contains("free some space");
  }

  private static DeployException failure(Runnable work) {
    DeployException e = catchThrowableOfType(DeployException.class, work::run);
    assertThat(e).isNotNull();
    return e;
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve(".holodeck"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", String.join(" ", command), output).isZero();
  }
}
