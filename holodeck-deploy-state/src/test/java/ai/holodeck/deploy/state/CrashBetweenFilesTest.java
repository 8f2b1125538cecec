package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash between the renames of the two files leaves the state before or after the write. */
class CrashBetweenFilesTest {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");

  @TempDir Path folder;
  private StateRepository records;
  private Path shared;
  private Path own;

  @BeforeEach
  void open() {
    records = stores(folder).records();
    shared = folder.resolve(".holodeck/deployments.json");
    own = folder.resolve(".holodeck/releases.json");
  }

  @Test
  void savedOnlyInOurFileIsSaved() throws IOException {
    records.save(SUPPORT, service("azure", "old"));
    byte[] sharedBefore = Files.readAllBytes(shared);
    DeploymentRecord written = records.save(SUPPORT, service("azure", "new"));

    Files.write(shared, sharedBefore);

    assertThat(records.find(SUPPORT)).contains(written);
    records.save(DeploymentKey.of("another"), service("docker", "d"));
    assertThat(Files.readString(shared)).contains("\"new\"").doesNotContain("\"old\"");
  }

  @Test
  void firstSavedOnlyInOurFileIsSaved() throws IOException {
    DeploymentRecord written = records.save(SUPPORT, service("azure", "new"));

    Files.delete(shared);

    assertThat(records.find(SUPPORT)).contains(written);
    records.save(DeploymentKey.of("another"), service("docker", "d"));
    assertThat(Files.readString(shared)).contains("\"new\"");
  }

  @Test
  void removedOnlyFromTheSharedFileIsNotRemoved() throws IOException {
    DeploymentRecord written = records.save(SUPPORT, service("azure", "a"));
    byte[] ownBefore = Files.readAllBytes(own);
    records.remove(SUPPORT);

    Files.write(own, ownBefore);

    assertThat(records.find(SUPPORT)).contains(written);
    assertThat(records.remove(SUPPORT)).isTrue();
    assertThat(records.list()).isEmpty();
  }

  /** What a reader sees between two renames is what a crash there would leave. */
  @Test
  void aReaderSeesTheStateBeforeOrAfterAndNothingBetween() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Set<String>> reader =
        new FutureTask<>(
            () -> {
              Set<String> seen = new TreeSet<>();
              StateRepository theirs = stores(folder).records();
              while (!done.get()) {
                seen.add(theirs.find(SUPPORT).map(record -> look(record.service())).orElse("none"));
              }
              return seen;
            });
    new Thread(reader).start();
    try {
      for (int i = 0; i < 100; i++) {
        records.save(SUPPORT, Samples.withWordOfItsOwn(service("azure", "a")));
        records.remove(SUPPORT);
      }
    } finally {
      done.set(true);
    }

    assertThat(reader.get()).containsExactly("a RUNNING", "none");
  }

  private static String look(DeployedService service) {
    return service.serviceId() + " " + service.state();
  }

  @Test
  void whatAKilledProcessLeftIsRemovedByTheNextWrite() throws IOException {
    records.save(SUPPORT, service("azure", "a"));
    Path leftover = folder.resolve(".holodeck/.releases.json.00ff.holodeck-tmp");
    Files.writeString(leftover, "{");
    Path unrelated = Files.writeString(folder.resolve(".holodeck/notes.tmp"), "mine");

    records.save(SUPPORT, service("azure", "b"));

    assertThat(leftover).doesNotExist();
    assertThat(unrelated).exists();
  }
}
