package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.PackagedPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
  @TempDir Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    for (String name :
        List.of(
            "a.md",
            "b.md",
            "c.txt",
            ".hidden.md",
            "agent.yaml",
            "config.yml",
            "data/x.md",
            "data/deep/er/y.md",
            "data/.git/z.md",
            "data/a1.csv",
            "data/a2.csv",
            "data/b1.csv",
            "data/a[1].csv",
            "(x)+.md")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
  }

  @Test
  void expandMatchesInsideNames() throws IOException {
    assertThat(Glob.expand(folder, "*.md")).containsExactly("(x)+.md", "a.md", "b.md");
    assertThat(Glob.expand(folder, "?.md")).containsExactly("a.md", "b.md");
    assertThat(Glob.expand(folder, "data/a[0-9].csv"))
        .containsExactly("data/a1.csv", "data/a2.csv");
    assertThat(Glob.expand(folder, "data/[!a]1.csv")).containsExactly("data/b1.csv");
    assertThat(Glob.expand(folder, "data/a[[]1].csv")).containsExactly("data/a[1].csv");
    assertThat(Glob.expand(folder, "data/*")).contains("data/deep", "data/x.md");
  }

  @Test
  void expandCrossesFoldersWithTwoStarsNoneAmongThem() throws IOException {
    assertThat(Glob.expand(folder, "data/**/*.md"))
        .containsExactly("data/deep/er/y.md", "data/x.md");
    assertThat(Glob.expand(folder, "**/*.md"))
        .containsExactly("(x)+.md", "a.md", "b.md", "data/deep/er/y.md", "data/x.md");
    assertThat(Glob.expand(folder, "data/deep/**")).contains("data/deep/er/y.md");
  }

  @Test
  void expandMatchesALeadingDotOnlyWhenItIsWritten() throws IOException {
    assertThat(Glob.expand(folder, ".*.md")).containsExactly(".hidden.md");
    assertThat(Glob.expand(folder, "**/z.md")).isEmpty();
    assertThat(Glob.expand(folder, "data/.git/*.md")).containsExactly("data/.git/z.md");
  }

  @Test
  void expandFindsNothingWhereNothingIs() throws IOException {
    assertThat(Glob.expand(folder, "none/*.md")).isEmpty();
    assertThat(Glob.expand(folder, "*.none")).isEmpty();
    assertThat(Glob.expand(folder, "a.md/*")).isEmpty();
  }

  @Test
  void aPatternDoesNotMeanTheFilesThatAreThereAnyway() throws IOException {
    Files.writeString(
        folder.resolve("agent.yaml"),
        "name: bot\ntools: [{name: x, type: vectorstore, source: '*.y*ml'},"
            + " {name: y, type: vectorstore, source: '*.md'}]\n");

    AgentLoader loader =
        new AgentLoader(name -> java.util.Optional.empty(), folder.resolve("home"));
    Files.writeString(folder.resolve("other.yaml"), "");
    assertThat(loader.load(folder.resolve("agent.yaml"), Target.AS_WRITTEN).packaged())
        .extracting(PackagedPath::path)
        .containsExactly("other.yaml", "(x)+.md", "a.md", "b.md");
  }
}
