package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ContextTarTest {
  private static final String LONG = "deep/".repeat(60) + "file-ü-漢-\u007f $'\".txt";

  @Test
  void readGivesEveryEntryWithItsModeAndContent() throws IOException {
    byte[] big = new byte[300_000];
    Arrays.fill(big, (byte) 'x');
    BuildContext context =
        new BuildContext(
            List.of(
                Entries.file("Dockerfile", 0444, "FROM scratch\n"),
                Entries.file("empty", 0444, ""),
                Entries.file("big", 0555, big),
                new ContextEntry.Directory("folder", 0555),
                Entries.file(LONG, 0444, "long")));
    List<String> seen = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ContextTar(context), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.getName().startsWith("deep/") || entry.isFile()) {
          int length = tar.readAllBytes().length;
          seen.add(
              entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777) + " " + length);
        }
        assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
        assertThat(entry.getLastModifiedTime().toMillis()).isZero();
        assertThat(entry.getUserName() + entry.getGroupName()).isEmpty();
      }
    }
    assertThat(seen)
        .containsExactlyInAnyOrder(
            "Dockerfile 444 13", "empty 444 0", "big 555 300000", "folder/ 555 0", LONG + " 444 4");
  }

  @Test
  void foldersThatAreOnlyImpliedAreAddedOnce() throws IOException {
    BuildContext context =
        new BuildContext(
            List.of(
                Entries.file("a/b/one", 0444, ""),
                Entries.file("a/b/two", 0444, ""),
                new ContextEntry.Directory("a", 0755)));
    List<String> names = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ContextTar(context))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777));
      }
    }
    assertThat(names).containsExactly("a/ 755", "a/b/ 555", "a/b/one 444", "a/b/two 444");
  }

  @Test
  void sameContextGivesTheSameBytes() throws IOException {
    BuildContext context =
        new BuildContext(List.of(Entries.file("ü/a", 0444, "x"), Entries.file(LONG, 0555, "y")));
    assertThat(new ContextTar(context).readAllBytes())
        .isEqualTo(new ContextTar(context).readAllBytes());
  }

  @Test
  void fileIsOpenedOnlyWhenItIsReachedAndClosedAfter() throws IOException {
    List<String> log = new ArrayList<>();
    BuildContext context = new BuildContext(List.of(logged("a", log), logged("b", log)));
    try (ContextTar tar = new ContextTar(context)) {
      assertThat(log).isEmpty();
      tar.readNBytes(512 + 1);
      assertThat(log).containsExactly("open a");
      tar.readAllBytes();
    }
    assertThat(log).containsExactly("open a", "close a", "open b", "close b");
  }

  @Test
  void closingClosesTheOpenFile() throws IOException {
    List<String> log = new ArrayList<>();
    ContextTar tar = new ContextTar(new BuildContext(List.of(logged("a", log))));
    tar.readNBytes(513);
    tar.close();
    assertThat(log).containsExactly("open a", "close a");
  }

  @Test
  void readAfterAbortFails() throws IOException {
    ContextTar tar =
        new ContextTar(new BuildContext(List.of(Entries.file("a", 0444, "x".repeat(1_000_000)))));
    tar.readNBytes(1000);
    tar.abort();
    assertThatThrownBy(tar::readAllBytes).isInstanceOf(InterruptedIOException.class);
    assertThat(tar.failure()).isEmpty();
  }

  @Test
  void failureNamesTheFile() {
    ContextEntry broken =
        new ContextEntry.File(
            "data/broken",
            0444,
            1,
            () -> {
              throw new IOException("gone");
            });
    ContextTar tar = new ContextTar(new BuildContext(List.of(broken)));
    assertThatThrownBy(tar::readAllBytes).hasMessage("'data/broken': gone");
    assertThat(tar.failure()).isPresent();
  }

  private static ContextEntry logged(String name, List<String> log) {
    return new ContextEntry.File(
        name,
        0444,
        1000,
        () -> {
          log.add("open " + name);
          return new ByteArrayInputStream(new byte[1000]) {
            @Override
            public void close() {
              log.add("close " + name);
            }
          };
        });
  }
}
