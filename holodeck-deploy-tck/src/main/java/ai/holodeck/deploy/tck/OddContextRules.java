package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.ImageBuilderTrial.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.image.BuildResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Contexts that are large, that have many files, or files of odd names. */
interface OddContextRules extends BuildRules {
  int LARGE = 3 * 1024 * 1024 + 7;
  int MANY = 1_000;

  @Rule(id = "IMG-16", text = "A file of several MiB MUST arrive whole.")
  default void largeFileArrives() {
    byte[] large = new byte[LARGE];
    Random random = new Random(1);
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) ('a' + random.nextInt(26));
    }

    BuildResult result =
        trial().build("COPY data data/\nRUN sha256sum data/large\n", file("data/large", large));

    assertThat(result.logLines()).contains(Sha256.of(large) + "  data/large");
  }

  @Rule(id = "IMG-17", text = "A thousand files MUST arrive.")
  default void manyFilesArrive() {
    ContextEntry[] files = new ContextEntry[MANY];
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      files[i] = file("data/file-%04d".formatted(i), "file " + i + "\n");
      all.append("file ").append(i).append('\n');
    }

    BuildResult result = trial().build("COPY data data/\nRUN cat data/* | sha256sum\n", files);

    assertThat(result.logLines())
        .contains(Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)) + "  -");
  }

  @Rule(
      id = "IMG-18",
      text =
          "Files MUST arrive under names with blanks, quotes, dashes, signs and letters of any script.")
  default void oddNamesArrive() {
    assertArrive(
        List.of(
            "two blanks  here",
            " blank in front",
            "-dash",
            "--help",
            "it's \"quoted\"",
            "$HOME ${HOME} $(id) `id`",
            "back\\slash",
            "star * and ? and [a-z]",
            "#hash; & | > < !",
            "tab\there",
            "ünï-漢字-🚀",
            ".hidden",
            "..two dots"));
  }

  @Rule(id = "IMG-19", text = "Files MUST arrive under paths longer than 255 bytes.")
  default void longPathsArrive() {
    assertArrive(
        List.of("deep/".repeat(60) + "file", "n".repeat(200), "ü/".repeat(50) + "漢".repeat(60)));
  }

  private void assertArrive(List<String> names) {
    List<ContextEntry> files = new ArrayList<>();
    names.forEach(name -> files.add(file("odd/" + name, "text of " + name + "\n")));

    BuildResult result =
        trial()
            .build(
                """
                COPY odd odd/
                RUN cd odd && find . -type f -exec sh -c 'printf "%s has " "$1"; cat "$1"' - {} \\;
                """,
                files.toArray(new ContextEntry[0]));

    assertThat(result.logLines())
        .containsAll(names.stream().map(name -> "./" + name + " has text of " + name).toList());
  }

  @Rule(
      id = "IMG-20",
      text =
          "Every file of the context MUST arrive, also a .dockerignore and what it would leave out: it has been applied before.")
  default void dockerignoreIsNotAppliedAgain() {
    BuildResult result =
        trial()
            .build(
                "COPY . all/\nRUN cd all && cat .dockerignore left.txt folder/x inner/.dockerignore inner/y\n",
                file(".dockerignore", "left.txt\nfolder\n"),
                file("left.txt", "left\n"),
                file("folder/x", "in a folder\n"),
                file("inner/.dockerignore", "*\n"),
                file("inner/y", "inside\n"));

    assertThat(result.logLines())
        .containsSequence("left.txt", "folder", "left", "in a folder", "*", "inside");
  }
}
