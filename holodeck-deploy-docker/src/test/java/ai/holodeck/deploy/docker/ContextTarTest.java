package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.io.IOException;
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
                Probe.file("Dockerfile", 0444, "FROM scratch\n"),
                Probe.file("empty", 0444, ""),
                Probe.file("big", 0555, big),
                new ContextEntry.Directory("folder", 0555),
                Probe.file(LONG, 0444, "long")));
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
}
