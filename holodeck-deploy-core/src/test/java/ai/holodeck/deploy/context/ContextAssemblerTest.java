package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.context.PackagedPath.Kind;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.Position;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextAssemblerTest {
  @TempDir Path temp;
  private Path folder;

  @BeforeEach
  void writeAgent() throws IOException {
    folder = Files.createDirectory(temp.resolve("agent"));
    write("agent.yaml", "name: support\n");
    write("prompts/system.md", "be kind");
    write("data/a.txt", "a");
    write("data/sub/b.txt", "b");
    Files.createDirectories(folder.resolve("data/empty"));
  }

  @Test
  void assembleGivesOurFilesAndTheAgentsOnes() throws IOException {
    BuildContext context = assemble(file("prompts/system.md"), directory("data"));

    assertThat(paths(context))
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

  @Test
  void modesAreTheSameWhateverTheyAreOnDisk() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("data/a.txt"), PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.setPosixFilePermissions(
        folder.resolve("data/sub"), PosixFilePermissions.fromString("rwx------"));

    assertThat(assemble(directory("data")).entries())
        .allSatisfy(
            entry ->
                assertThat(entry.mode())
                    .isEqualTo(
                        entry instanceof ContextEntry.Directory
                                || entry.path().equals("entrypoint.sh")
                            ? 0555
                            : 0444));
  }

  @Test
  void namesOfOurFilesAreFreeForTheAgentInItsFolders() throws IOException {
    write("data/Dockerfile", "mine");
    write("data/entrypoint.sh", "mine");
    write("Dockerfile", "mine");

    assertThat(paths(assemble(directory("data"), file("Dockerfile"))))
        .contains("files/data/Dockerfile", "files/data/entrypoint.sh", "files/Dockerfile");
  }

  @Test
  void wholeFolderLeavesOutAgentFileConfigurationAndState() throws IOException {
    write("config.yaml", "deployment: {}");
    write("prod.yaml", "name: x");
    write(".git/HEAD", "x");
    write("sub/.git", "gitdir: x");
    write(".holodeck/deployments.json", "{}");
    ContextAssembler assembler = ContextAssembler.forAgent(folder.resolve("prod.yaml"));

    assertThat(
            paths(
                assembler.assemble(List.of(directory(".")), CredentialPolicy.REFUSE, generated())))
        .contains("files", "files/sub", "files/data/a.txt")
        .doesNotContain(
            "files/prod.yaml", "files/agent.yaml", "files/config.yaml", "files/sub/.git")
        .noneMatch(path -> path.contains(".git") || path.contains(".holodeck"));
  }

  @Test
  void whatWouldReplaceAFileOfTheImageFails() throws IOException {
    write("entrypoint.sh", "mine");

    assertInvalid(file("entrypoint.sh"))
        .hasMessageContaining("'entrypoint.sh'")
        .hasMessageContaining("rename it");
    assertInvalid(file("agent.yaml")).hasMessageContaining("'agent.yaml'");
    assertInvalid(directory(".")).hasMessageContaining("'entrypoint.sh'");
  }

  @Test
  void stateAndGitFoldersAreRefusedByName() throws IOException {
    write(".holodeck/releases.json", "{}");

    assertInvalid(file(".holodeck/releases.json")).hasMessageContaining("never part of an image");
  }

  @Test
  void ignoredFilesAreLeftOut() throws IOException {
    write(".dockerignore", "data/sub\n**/empty\n");

    assertThat(paths(assemble(directory("data"))))
        .contains("files/data/a.txt")
        .noneMatch(path -> path.contains("sub"));
  }

  @Test
  void exceptionInsideAnIgnoredFolderIsKept() throws IOException {
    write(".dockerignore", "data\n!data/sub/b.txt\n");

    assertThat(paths(assemble(directory("data"))))
        .filteredOn(path -> path.startsWith("files"))
        .containsExactly("files/data/sub/b.txt");
  }

  @Test
  void neededFileThatIsIgnoredFailsWithTheLine() throws IOException {
    write(".dockerignore", "# comment\n\n*.md\n**/*.md\n");

    assertInvalid(file("prompts/system.md"))
        .hasMessageContaining(
            "agent.yaml:3:5: 'prompts/system.md' is needed but ignored by .dockerignore:4: **/*.md");
  }

  @Test
  void neededLinkToWhatIsIgnoredFails() throws IOException {
    write(".dockerignore", "secrets\n");
    write("secrets/key.txt", "x");
    Files.createSymbolicLink(folder.resolve("key.txt"), Path.of("secrets/key.txt"));

    assertInvalid(file("key.txt"))
        .hasMessageContaining("'key.txt' is needed but leads to what .dockerignore ignores");
  }

  @Test
  void neededFolderThatIsIgnoredWholeFails() throws IOException {
    write(".dockerignore", "data/\n");
    write("database/x.txt", "x");

    assertInvalid(directory("database"), directory("data"))
        .hasMessageContaining("ignored by .dockerignore:1: data/");
  }

  @Test
  void brokenIgnorePatternFailsWithItsLine() throws IOException {
    write(".dockerignore", "ok\na[\n");

    assertInvalid(directory("data")).hasMessageContaining(".dockerignore:2: 'a['");
  }

  @Test
  void everyFaultIsReportedAtOnce() throws IOException {
    Files.writeString(temp.resolve("secret"), "x");
    Files.createSymbolicLink(folder.resolve("data/out1"), Path.of("../../secret"));
    Files.createSymbolicLink(folder.resolve("data/out2"), temp.resolve("secret").toAbsolutePath());
    Files.createSymbolicLink(folder.resolve("data/nowhere"), Path.of("gone"));
    Files.createSymbolicLink(folder.resolve("data/loop"), Path.of("loop"));
    Files.createSymbolicLink(folder.resolve("data/sub/up"), Path.of(".."));
    Files.createSymbolicLink(folder.resolve("outside"), temp);

    assertInvalid(directory("data"), file("missing.md"), directory("outside"))
        .hasMessage("7 files cannot go into the image")
        .satisfies(
            e ->
                assertThat(String.join("\n", e.details()))
                    .contains("'data/out1' leads out of the agent's folder")
                    .contains("'data/out2' leads out of the agent's folder")
                    .contains("'data/nowhere' is a symbolic link to nothing")
                    .contains("'data/loop' is a symbolic link that leads back to itself")
                    .contains("'data/sub/up' is a symbolic link that leads back to itself")
                    .contains("'missing.md' does not exist")
                    .contains("'outside' leads out of the agent's folder"));
  }

  @Test
  void fileThroughALinkedParentThatLeadsOutFails() throws IOException {
    Files.createDirectories(temp.resolve("elsewhere"));
    Files.writeString(temp.resolve("elsewhere/x.md"), "x");
    Files.createSymbolicLink(folder.resolve("link"), temp.resolve("elsewhere"));

    assertInvalid(file("link/x.md")).hasMessageContaining("leads out of the agent's folder");
  }

  @Test
  void linksInsideTheFolderAreFollowed() throws IOException {
    Files.createSymbolicLink(folder.resolve("data/prompt"), Path.of("../prompts/system.md"));
    Files.createSymbolicLink(folder.resolve("data/all"), Path.of("../prompts"));

    BuildContext context = assemble(directory("data"));

    assertThat(content(context, "files/data/prompt")).isEqualTo("be kind");
    assertThat(content(context, "files/data/all/system.md")).isEqualTo("be kind");
  }

  @Test
  void linkToWhatIsIgnoredOrNeverPackedIsLeftOut() throws IOException {
    write(".dockerignore", "secrets\n");
    write("secrets/key.txt", "x");
    write(".git/config", "token");
    Files.createSymbolicLink(folder.resolve("data/key"), Path.of("../secrets/key.txt"));
    Files.createSymbolicLink(folder.resolve("data/secrets"), Path.of("../secrets"));
    Files.createSymbolicLink(folder.resolve("data/git"), Path.of("../.git"));

    assertThat(paths(assemble(directory("data"))))
        .noneMatch(
            path -> path.contains("key") || path.contains("secrets") || path.contains("git"));
  }

  @Test
  void ignoredLinkIsNoFault() throws IOException {
    write(".dockerignore", "data/out\n");
    Files.createSymbolicLink(folder.resolve("data/out"), temp);

    assertThat(paths(assemble(directory("data")))).contains("files/data/a.txt");
  }

  @Test
  void specialFilesAreRefusedByName() throws Exception {
    assertThat(
            new ProcessBuilder("mkfifo", folder.resolve("data/pipe").toString()).start().waitFor())
        .isZero();
    // The address of a socket may hold 107 bytes only; the link to it is short.
    Path socket = Files.createTempDirectory(Path.of("/tmp"), "s").resolve("s");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.move(socket, folder.resolve("data/socket"));

      assertInvalid(directory("data"))
          .satisfies(
              e ->
                  assertThat(e.details())
                      .anyMatch(line -> line.contains("'data/pipe' is a named pipe"))
                      .anyMatch(line -> line.contains("'data/socket' is a socket")));
    } finally {
      Files.delete(socket.getParent());
    }
  }

  @Test
  void filesShapedLikeCredentialsStopTheBuild() throws IOException {
    write("data/.env", "A=b");
    write("data/.ENV.production", "A=b");
    write("data/sub/server.key", "x");
    Files.createSymbolicLink(folder.resolve("data/harmless"), Path.of("sub/server.key"));

    assertThatThrownBy(() -> assemble(directory("data")))
        .asInstanceOf(InstanceOfAssertFactories.type(DeployException.class))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo(CoreError.CREDENTIALS_IN_CONTEXT);
              assertThat(e.details())
                  .containsExactly(
                      "data/.ENV.production", "data/.env", "data/harmless", "data/sub/server.key");
              assertThat(e.remedy()).contains(".dockerignore", "--allow-credentials");
            });
  }

  @Test
  void credentialsThatAreIgnoredOrAllowedDoNot() throws IOException {
    write("data/.env", "A=b");

    assertThat(
            paths(
                assembler()
                    .assemble(List.of(directory("data")), CredentialPolicy.ALLOW, generated())))
        .contains("files/data/.env");
    write(".dockerignore", "**/.env\n");
    assertThat(paths(assemble(directory("data")))).doesNotContain("files/data/.env");
  }

  @Test
  void fileThatChangesItsSizeWhileItIsReadFails() throws IOException {
    BuildContext context = assemble(file("prompts/system.md"));

    write("prompts/system.md", "longer than before");
    assertThatThrownBy(() -> content(context, "files/prompts/system.md"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'prompts/system.md' changed its size");
    write("prompts/system.md", "x");
    assertThatThrownBy(() -> ContextDigest.of(context))
        .isInstanceOf(DeployException.class)
        .hasMessageContaining("'prompts/system.md' changed its size");
  }

  @Test
  void coversWhatIsOrWouldBePacked() throws IOException {
    write(".dockerignore", "data/*.log\n");
    PackagedFiles files =
        assembler()
            .collect(
                List.of(directory("data"), file("prompts/system.md")), CredentialPolicy.REFUSE);

    assertThat(
            List.of(
                "agent.yaml",
                "config.yaml",
                "data/a.txt",
                "data/gone.txt",
                "prompts/system.md",
                "prompts",
                "data"))
        .allMatch(files.covers());
    assertThat(
            List.of(
                "README.md", "prompts/other.md", "data/x.log", "data/.git", ".dockerignore", "dat"))
        .noneMatch(files.covers());
  }

  private BuildContext assemble(PackagedPath... packaged) {
    return assembler().assemble(List.of(packaged), CredentialPolicy.REFUSE, generated());
  }

  private ContextAssembler assembler() {
    return ContextAssembler.forAgent(folder.resolve("agent.yaml"));
  }

  private AbstractThrowableAssert<?, DeployException> assertInvalid(PackagedPath... packaged) {
    return assertThatThrownBy(() -> assemble(packaged))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DeployException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(CoreError.FILES_INVALID));
  }

  private static GeneratedFiles generated() {
    return GeneratedFiles.of(
        "FROM scratch\n",
        "#!/bin/sh\n",
        "stripped".getBytes(StandardCharsets.UTF_8),
        Optional.of("config".getBytes(StandardCharsets.UTF_8)));
  }

  private static PackagedPath file(String path) {
    return new PackagedPath(path, Kind.FILE, new Position(Path.of("agent.yaml"), 3, 5));
  }

  private static PackagedPath directory(String path) {
    return new PackagedPath(path, Kind.DIRECTORY, new Position(Path.of("agent.yaml"), 4, 5));
  }

  private void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> paths(BuildContext context) {
    return context.entries().stream().map(ContextEntry::path).toList();
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
