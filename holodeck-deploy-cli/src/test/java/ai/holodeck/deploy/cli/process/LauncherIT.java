package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.process.Program.Result;
import ai.holodeck.deploy.cli.process.Program.Running;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script, in a checkout that has the jar built already; another word for Maven tells when it
 * would build.
 */
class LauncherIT {

  @TempDir Path temp;
  private Path checkout;
  private Path built;
  private Program launcher;

  @BeforeEach
  void checkout() throws Exception {
    checkout = Files.createDirectories(temp.resolve("a checkout with spaces"));
    Files.copy(Program.top().resolve("holodeck"), checkout.resolve("holodeck"));
    Files.writeString(checkout.resolve("pom.xml"), "<project/>");
    for (String module : List.of("core", "docker", "azure", "state", "cli")) {
      Path folder = Files.createDirectories(checkout.resolve("holodeck-deploy-" + module));
      Files.createDirectories(folder.resolve("src/main"));
      Files.writeString(folder.resolve("pom.xml"), "<project/>");
    }
    Path target = Files.createDirectories(checkout.resolve("holodeck-deploy-cli/target"));
    built = Files.copy(Program.jarFile(), target.resolve("holodeck-deploy-cli-9-all.jar"));
    Path tools = Files.createDirectories(temp.resolve("tools"));
    Path maven = Files.writeString(tools.resolve("mvn"), "#!/bin/sh\necho no maven here\nexit 1\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    launcher =
        script(checkout.resolve("holodeck")).with("PATH", tools + ":" + System.getenv("PATH"));
  }

  @Test
  void runsFromAnyFolderAndThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("link"), checkout.resolve("holodeck"));
    assertThat(launcher.run("--version").output()).startsWith("holodeck ");
    Result linked = script(link).run("--version");
    assertThat(linked.exitCode()).isZero();
    assertThat(linked.error()).as("prepared by the first run").isEmpty();
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Result result = launcher.run("build", "no such $file *.yaml", "--dry-run");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.error()).contains("error[CONFIG_INVALID]: no such $file *.yaml: ");
  }

  @Test
  void archiveIsMadeOnceUsedAndNotNeeded() throws Exception {
    assertThat(launcher.run("--version").error()).contains("preparing a quicker start");
    Path archive = files(".jsa").get(0);
    assertThat(launcher.run("--version")).returns("", Result::error).returns(0, Result::exitCode);
    Files.delete(archive);
    Files.writeString(archive, "damaged");
    assertThat(launcher.run("--version")).returns("", Result::error).returns(0, Result::exitCode);
    Files.writeString(archive, "");
    assertThat(launcher.run("--version")).returns("", Result::error).returns(0, Result::exitCode);
  }

  @Test
  void otherJarIsTakenAndTheOldOneForgotten() throws Exception {
    launcher.run("--version");
    List<Path> before = files(".jar");
    Path other = temp.resolve("other.jar");
    Files.copy(built, other);
    try (var jar = java.nio.file.FileSystems.newFileSystem(other)) {
      Files.writeString(jar.getPath("/another-file"), "more");
    }
    Files.move(other, built, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    later(checkout.resolve("pom.xml"), 10);
    later(built, 20);
    assertThat(launcher.run("--version").exitCode()).isZero();
    assertThat(files(".jar")).hasSize(1).doesNotContainAnyElementsOf(before);
  }

  @Test
  void changedDeletedAndNewSourcesAreBuilt() throws Exception {
    launcher.run("--version");
    later(Files.writeString(checkout.resolve("holodeck-deploy-core/src/main/New.java"), ""), 60);
    Result failed = launcher.run("--version");
    assertThat(failed.exitCode()).isEqualTo(70);
    assertThat(failed.error())
        .contains("building the command first", "no maven here", "error[LAUNCHER]: ", "\nfix: ");
    later(checkout.resolve("holodeck-deploy-core/src/main/New.java"), -600);
    later(checkout.resolve("holodeck-deploy-core/src/main"), -600);
    assertThat(launcher.run("--version").exitCode()).as("a failed build leaves no lock").isZero();
    Files.delete(checkout.resolve("holodeck-deploy-core/src/main/New.java"));
    later(checkout.resolve("holodeck-deploy-core/src/main"), 60);
    assertThat(launcher.run("--version").error()).contains("building the command first");
  }

  @Test
  void twoFirstRunsAtOnceBothRun() throws Exception {
    List<Running> runs = List.of(launcher.start("--version"), launcher.start("--version"));
    for (Running run : runs) {
      Result result = run.result();
      assertThat(result.exitCode()).as(result.error()).isZero();
      assertThat(result.output()).startsWith("holodeck ");
    }
    assertThat(files(".jar")).hasSize(1);
    assertThat(files(".jsa")).hasSize(1);
    assertThat(files("")).noneMatch(file -> file.toString().contains("train"));
  }

  @Test
  void lockOfARunThatDiedIsTakenOver() throws Exception {
    Path lock =
        Files.createDirectories(checkout.resolve("holodeck-deploy-cli/target/launcher/lock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
    assertThat(launcher.run("--version").exitCode()).isZero();
  }

  @Test
  void jdkThatIsNoneIsNamed() throws Exception {
    Result result = launcher.with("JAVA_HOME", "/nowhere").run("--version");
    assertThat(result.exitCode()).isEqualTo(70);
    assertThat(result.error()).startsWith("error[LAUNCHER]: JAVA_HOME has no bin/java: /nowhere");
  }

  @Test
  void oldJdkIsRefused() throws Exception {
    Path jdk = temp.resolve("jdk-11");
    Path java = Files.createDirectories(jdk.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");
    Result result = launcher.with("JAVA_HOME", jdk.toString()).run("--version");
    assertThat(result.error()).startsWith("error[LAUNCHER]: this JDK is of version 11.0.2");
  }

  @Test
  void namesInAnyScriptWorkInThePlainLocale() throws Exception {
    Path folder = Files.createDirectories(temp.resolve("agents"));
    String agent = "name: ポート\ninstructions: {inline: ä}\n";
    // This JVM may not be able to name the file itself.
    command("printf '%s' \"$1\" >\"$2/агент.yaml\"", agent, folder.toString());
    String line = "cd \"$2\" && LC_ALL=C \"$1\" build --local --dry-run -q агент.yaml";
    String output = command(line, checkout.resolve("holodeck").toString(), folder.toString());
    assertThat(output).contains("ポート");
  }

  @Test
  void signalArrives() throws Exception {
    launcher.run("--version");
    SampleAgent agent = new SampleAgent("launcher-it", temp);
    agent.write("STANDIN_HANG: start");
    try {
      Running deploy =
          script(checkout.resolve("holodeck"), agent.folder)
              .with("HOLODECK_BASE_IMAGE", Engine.base())
              .start("deploy")
              .untilError("not healthy yet");
      assertThat(deploy.signal("INT").result().exitCode()).isEqualTo(130);
      assertThat(Engine.containersOf(agent.name)).isEmpty();
    } finally {
      Engine.removeAll(agent.name);
    }
  }

  private Program script(Path script) {
    return script(script, temp);
  }

  private static Program script(Path script, Path folder) {
    return new Program(folder, List.of(script.toString()))
        .with("JAVA_HOME", System.getProperty("java.home"));
  }

  private List<Path> files(String ending) throws Exception {
    try (Stream<Path> all = Files.list(checkout.resolve("holodeck-deploy-cli/target/launcher"))) {
      return all.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  private static void later(Path file, int seconds) throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(seconds)));
  }

  private static String command(String line, String... arguments) throws Exception {
    List<String> words = new java.util.ArrayList<>(List.of("sh", "-c", line, "sh"));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
