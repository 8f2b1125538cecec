package ai.holodeck.deploy.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.cli.adapter.AdapterJar;
import ai.holodeck.deploy.cli.process.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command loads and what it leaves alone. */
class StartIT {

  private static final String AGENT =
      """
      name: start-it
      instructions: {inline: be kind}
      deployment:
        registry: {url: registry.example, repository: a/b, tag_strategy: latest}
        target: {provider: docker, docker: {}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--version",
        "deploy --help",
        "build --help",
        "deploy destroy --help",
        "buld",
        "build --nope",
        "deploy prod.yaml destroy"
      })
  void helpAndMistakesLoadNoGuiceAndNoAdapter(String line) throws Exception {
    assertThat(loadedBy(line.split(" ")))
        .contains("ai.holodeck.deploy.cli.command.Commands", "picocli.CommandLine")
        .noneMatch(name -> name.startsWith("com.google."))
        .noneMatch(name -> name.startsWith("com.fasterxml."))
        .noneMatch(name -> name.startsWith("org.slf4j."))
        .noneMatch(name -> name.startsWith("com.github."))
        .noneMatch(name -> name.matches("ai\\.holodeck\\.deploy\\.(docker|azure|state)\\..*"));
  }

  /** Neither is there an engine at this address, nor is its client's library loaded. */
  @ParameterizedTest
  @ValueSource(strings = {"build --dry-run", "deploy --dry-run", "status", "providers", "unlock"})
  void commandThatNeedsNoEngineMakesNoClient(String line) throws Exception {
    Files.writeString(folder.resolve("agent.yaml"), AGENT);
    assertThat(loadedBy(line.split(" ")))
        .contains("com.google.inject.Guice")
        .noneMatch(name -> name.startsWith("com.github.dockerjava.core."))
        .noneMatch(name -> name.startsWith("com.azure."));
  }

  @Test
  void thirdPartysProviderIsListedAndABrokenJarIsOneWarning() throws Exception {
    Path jar = folder.resolve("home/adapters/acme/acme.jar");
    AdapterJar.write(jar, AdapterJar.sourceOf("Acme", "acme"), "com.acme.AcmeAdapter");
    Files.createDirectories(folder.resolve("home/adapters/broken"));
    Files.writeString(folder.resolve("home/adapters/broken/b.jar"), "no jar");
    Result result =
        Program.jar(folder)
            .with("HOLODECK_HOME", folder.resolve("home").toString())
            .run("providers");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output())
        .contains("acme        acme-adapter 1.2.3\n            " + jar + "\n            LOGS\n")
        .containsPattern("docker +.*\n +built in\n +LOGS, LOGS_FOLLOW");
    assertThat(result.error().lines())
        .singleElement()
        .asString()
        .startsWith("warning: the adapter in " + folder.resolve("home/adapters/broken"));
  }

  @Test
  void installationHasWhatBelongsToIt() throws Exception {
    Result result = Program.jar(folder).run("providers", "-q");
    assertThat(result).isEqualTo(new Result(0, result.output(), ""));
    assertThat(result.output().lines()).contains("docker");
  }

  @Test
  void quietDryRunIsTheDockerfileAndNothingElse() throws Exception {
    Files.writeString(folder.resolve("agent.yaml"), AGENT);
    Result result = Program.jar(folder).run("build", "--dry-run", "--quiet");
    assertThat(result.exitCode()).isZero();
    assertThat(result.error()).isEmpty();
    assertThat(result.output()).startsWith("#").contains("\nFROM ghcr.io/");
  }

  private List<String> loadedBy(String... arguments) throws Exception {
    Path log = folder.resolve("classes.log");
    Program.jar(folder, "-Xlog:class+load:file=" + log)
        .with("DOCKER_HOST", "unix:///nowhere/docker.sock")
        .run(arguments);
    try (var lines = Files.lines(log)) {
      return lines
          .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" .*", ""))
          .toList();
    }
  }
}
