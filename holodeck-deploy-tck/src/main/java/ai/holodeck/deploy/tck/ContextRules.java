package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.ImageBuilderTrial.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildResult;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.Condition;

/** How the files of the context arrive in the image. */
interface ContextRules extends BuildRules {
  @Rule(id = "IMG-11", text = "Files MUST arrive byte for byte.")
  default void bytesArrive() {
    byte[] bytes = new byte[1024];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i < 512 ? i : "\r\n\n\r".charAt(i % 4));
    }

    BuildResult result =
        trial().build("COPY data data/\nRUN sha256sum data/bytes\n", file("data/bytes", bytes));

    assertThat(result.logLines()).contains(Sha256.of(bytes) + "  data/bytes");
  }

  @Rule(id = "IMG-12", text = "Files MUST arrive with the modes of the context.")
  default void fileModesArrive() {
    BuildResult result =
        trial()
            .build(
                "COPY data data/\nRUN ls -l data/plain data/program data/private\n",
                ContextEntry.File.of("data/plain", 0444, new byte[1]),
                ContextEntry.File.of("data/program", 0555, new byte[1]),
                ContextEntry.File.of("data/private", 0640, new byte[1]));

    assertThat(result.logLines())
        .haveExactly(1, listed("-r--r--r--", "data/plain"))
        .haveExactly(1, listed("-r-xr-xr-x", "data/program"))
        .haveExactly(1, listed("-rw-r-----", "data/private"));
  }

  @Rule(id = "IMG-13", text = "An empty folder MUST arrive.")
  default void emptyFolderArrives() {
    BuildResult result =
        trial()
            .build(
                "COPY data data/\nRUN find data -type d\n",
                file("data/file", "x"),
                new ContextEntry.Directory("data/empty", 0555));

    assertThat(result.logLines()).contains("data/empty");
  }

  @Rule(id = "IMG-14", text = "Folders MUST arrive with the modes of the context.")
  default void folderModesArrive() {
    BuildResult result =
        trial()
            .build(
                "COPY data data/\nRUN ls -ld data/open data/closed\n",
                new ContextEntry.Directory("data/open", 0555),
                file("data/open/file", "x"),
                new ContextEntry.Directory("data/closed", 0750),
                file("data/closed/file", "x"));

    assertThat(result.logLines())
        .haveExactly(1, listed("dr-xr-xr-x", "data/open"))
        .haveExactly(1, listed("drwxr-x---", "data/closed"));
  }

  @Rule(id = "IMG-15", text = "An empty file MUST arrive.")
  default void emptyFileArrives() {
    BuildResult result =
        trial()
            .build(
                "COPY data data/\nRUN find data -type f -exec sha256sum {} \\;\n",
                file("data/full", "x"),
                file("data/empty", ""));

    assertThat(result.logLines()).contains(Sha256.of(new byte[0]) + "  data/empty");
  }

  @Rule(id = "IMG-22", text = "A file that cannot be read MUST end the build, which names it.")
  default void unreadableFileIsNamed() {
    ContextEntry unreadable =
        new ContextEntry.File(
            "data/unreadable",
            0444,
            5,
            () -> {
              throw new IOException("no permission");
            });

    DeployException failure = trial().failure(trial().request("COPY data data/\n", unreadable));

    assertThat(failure.what()).contains("data/unreadable");
  }

  @Rule(id = "IMG-21", text = "The Dockerfile MUST be the file that the request names.")
  default void dockerfileIsTheOneNamed() {
    List<ContextEntry> entries =
        List.of(
            file("Dockerfile", trial().dockerfile("RUN echo the wrong file\n")),
            file("build files/My file", trial().dockerfile("RUN echo the right file\n")));

    BuildResult result =
        trial()
            .build(
                trial()
                    .request(trial().name(), trial().harness().baseImage(), entries)
                    .dockerfile("build files/My file"));

    assertThat(result.logLines()).contains("the right file").doesNotContain("the wrong file");
  }

  @Rule(id = "IMG-23", text = "A step MUST begin with what the steps before it have left.")
  default void stepsBuildOnEachOther() {
    BuildResult result =
        trial()
            .build(
                "COPY data data/\nRUN cat data/file data/file > twice\nRUN cat twice\n",
                file("data/file", "once\n"));

    assertThat(result.logLines()).containsSequence("once", "once");
  }

  private static Condition<String> listed(String mode, String path) {
    return new Condition<>(
        line -> line.startsWith(mode) && line.endsWith(" " + path), "%s … %s", mode, path);
  }
}
