package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodmanContextTest {
  @Test
  void fileThatLeavesOutOnlyItselfIsAdded() {
    BuildContext context =
        PodmanContext.of(new BuildContext(List.of(Entries.file("Dockerfile", 0444, "FROM x\n"))));
    assertThat(context.entries())
        .extracting(ContextEntry::path)
        .containsExactlyInAnyOrder("Dockerfile", ".containerignore");
  }

  @Test
  void fileOfTheContextStays() {
    BuildContext context =
        new BuildContext(List.of(Entries.file(".containerignore", 0444, "secret\n")));
    assertThat(PodmanContext.of(context)).isSameAs(context);
  }
}
