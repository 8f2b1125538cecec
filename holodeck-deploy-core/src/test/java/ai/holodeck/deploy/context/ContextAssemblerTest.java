package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.PackagedPath.Kind;
import ai.holodeck.deploy.error.Position;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextAssemblerTest {
  @TempDir Path folder;

  @BeforeEach
  void writeAgent() throws IOException {
    write("agent.yaml", "name: support\n");
    write("prompts/system.md", "be kind");
    write("data/a.txt", "a");
    write("data/sub/b.txt", "b");
    Files.createDirectories(folder.resolve("data/empty"));
  }

  @Test
  void assembleGivesOurFilesAndTheAgentsOnes() throws IOException {
    BuildContext context =
        assembler()
            .assemble(
                List.of(file("prompts/system.md"), directory("data")),
                CredentialPolicy.REFUSE,
                generated());

    assertThat(context.entries())
        .extracting(ContextEntry::path)
        .containsExactly(
            "Dockerfile",
            "agent.yaml",
            "config.yaml",
            "entrypoint.sh",
            "files/data",
            "files/data/a.txt",
            "files/data/empty",
            "files/data/sub",
            "files/data/sub/b.txt",
            "files/prompts/system.md");
    assertThat(content(context, "files/prompts/system.md")).isEqualTo("be kind");
    assertThat(content(context, "agent.yaml")).isEqualTo("stripped");
  }

  private ContextAssembler assembler() {
    return ContextAssembler.forAgent(folder.resolve("agent.yaml"));
  }

  private static GeneratedFiles generated() {
    return GeneratedFiles.of(
        "FROM scratch\n",
        "#!/bin/sh\n",
        "stripped".getBytes(StandardCharsets.UTF_8),
        Optional.of("config".getBytes(StandardCharsets.UTF_8)));
  }

  private PackagedPath file(String path) {
    return new PackagedPath(path, Kind.FILE, new Position(Path.of("agent.yaml"), 3, 5));
  }

  private PackagedPath directory(String path) {
    return new PackagedPath(path, Kind.DIRECTORY, new Position(Path.of("agent.yaml"), 4, 5));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String content(BuildContext context, String path) throws IOException {
    for (ContextEntry entry : context.entries()) {
      if (entry.path().equals(path) && entry instanceof ContextEntry.File file) {
        try (InputStream in = file.content().open()) {
          return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
      }
    }
    throw new AssertionError("no file " + path);
  }
}
