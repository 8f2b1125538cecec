package ai.holodeck.deploy.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.agent.AgentLoader;
import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.Target;
import ai.holodeck.deploy.context.CredentialPolicy;
import ai.holodeck.deploy.docker.DockerEngine;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildRequest.Cache;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.operation.Adapters;
import ai.holodeck.deploy.operation.BuildAgent;
import ai.holodeck.deploy.operation.BuildOptions;
import ai.holodeck.deploy.operation.OperationListener;
import ai.holodeck.deploy.operation.PlanOptions;
import ai.holodeck.deploy.operation.Planner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the sample agent on the stand-in base image and reads the image back. */
class SampleImageIT {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final String SECRET = "tiger-lily-4711";
  private static final String PLAIN = "unremarkable-value-0815";

  @TempDir Path folder;
  private final List<BuildEvent> events = new ArrayList<>();
  private Cache cache = Cache.USE;
  private final List<String> images = new ArrayList<>();
  private DockerEngine engine = DockerEngine.whenNeeded(Variables.ofProcess());
  private Path agentFile = Path.of("agent.yaml");

  @BeforeEach
  void aCopyOfTheSampleAgent() throws IOException {
    Path sample = TOP.resolve("examples/support-agent");
    Path copy = folder.resolve("agent");
    try (Stream<Path> paths = Files.walk(sample)) {
      for (Path path : paths.filter(found -> !found.toString().contains("/.holodeck")).toList()) {
        Files.copy(
            path, copy.resolve(sample.relativize(path)), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    agentFile = copy.resolve("agent.yaml");
    String yaml = Files.readString(agentFile);
    assertThat(yaml).contains("\n  environment:\n");
    Files.writeString(
        agentFile,
        yaml.replace(
            "\n  environment:\n",
            "\n  environment:\n    TEST_TOKEN: prefix-${TEST_TOKEN}\n    TEST_PLAIN: "
                + PLAIN
                + "\n"));
  }

  @AfterEach
  void noImageIsLeft() throws Exception {
    for (String image : images) {
      new ProcessBuilder("docker", "image", "rm", image).inheritIO().start().waitFor();
    }
    engine.close();
  }

  @Test
  void theImageHoldsTheAgentsFilesReadableByAllAndWritableByRootAlone() throws Exception {
    SavedImage image = SavedImage.of(build("files", Clock.systemUTC(), "--plain"));

    assertThat(image.files().keySet())
        .contains(
            "app/agent.yaml",
            "app/entrypoint.sh",
            "app/instructions/system.md",
            "app/tools/orders.py",
            "app/data/opening-hours.md",
            "app/data/returns/policy.md")
        .noneMatch(
            path ->
                path.contains("draft")
                    || path.contains(".holodeck")
                    || path.contains(".dockerignore"));
    image.files().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("app/"))
        .forEach(
            entry -> {
              SavedImage.FileInImage file = entry.getValue();
              assertThat(file.uid()).as(entry.getKey()).isZero();
              if (file.directory()) {
                // Those that a COPY makes for its destination have the engine's mode, not ours.
                assertThat(file.mode() & 0022).as(entry.getKey()).isZero();
              } else {
                assertThat(file.mode())
                    .as(entry.getKey())
                    .isEqualTo(entry.getKey().equals("app/entrypoint.sh") ? 0555 : 0444);
              }
            });
    assertThat(image.file("var/holodeck/work").uid()).isEqualTo(1000);
    assertThat(image.config().get("User").asText()).isEqualTo("holodeck");
  }

  @Test
  void thePackedAgentFileHasNoDeploymentBlockAndIsElseByteForByte() throws Exception {
    SavedImage image = SavedImage.of(build("agentfile", Clock.systemUTC(), "--plain"));

    String packed = image.file("app/agent.yaml").text();
    String written = Files.readString(agentFile);
    assertThat(packed).doesNotContain("\ndeployment:").contains("name: support-agent");
    assertThat(written).startsWith(packed.substring(0, packed.indexOf("\ntools:")));
  }

  @Test
  void noEnvironmentValueIsAnywhereInTheImage() throws Exception {
    SavedImage image = SavedImage.of(build("secrets", Clock.systemUTC(), "--plain"));

    assertThat(image.holds("support-agent")).as("the search finds what is there").isTrue();
    assertThat(image.holds(SECRET)).isFalse();
    assertThat(image.holds(PLAIN)).isFalse();
    assertThat(image.holds("TEST_TOKEN")).isFalse();
  }

  @Test
  void theLabelsSayWhatTheImageIs() throws Exception {
    SavedImage image = SavedImage.of(build("labels", Clock.systemUTC(), "--plain"));

    assertThat(image.labels())
        .containsEntry("org.opencontainers.image.title", "support-agent")
        .containsEntry("org.opencontainers.image.version", "labels")
        .containsEntry("com.holodeck.managed", "true")
        .containsKey("com.holodeck.inputs");
    assertThat(image.labels().get("org.opencontainers.image.created"))
        .matches("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z");
  }

  @Test
  void aRebuildRunsNoStepAnewAlthoughVersionAndTimeChange() throws Exception {
    build("first", Clock.systemUTC(), "--plain");
    build("second", Clock.offset(Clock.systemUTC(), Duration.ofHours(1)), "--plain");

    assertThat(stepsThatRan()).isNotEmpty().allMatch(step -> step.startsWith("LABEL "));
  }

  @Test
  void aChangedFileRunsOnlyTheStepsFromItsCopyOn() throws Exception {
    build("before", Clock.systemUTC(), "--plain");
    Files.writeString(agentFile.resolveSibling("tools/orders.py"), "# " + UUID.randomUUID() + "\n");
    build("after", Clock.systemUTC(), "--plain");

    assertThat(stepsThatRan()).first().asString().startsWith("COPY ").contains("orders.py");
  }

  @Test
  void nodejsAndExtrasAreInstalledByTheirSteps() throws Exception {
    Files.writeString(
        agentFile,
        """
        name: tools
        model: {provider: anthropic}
        tools:
          - {name: web, type: mcp, command: npx}
        deployment:
          registry: {url: localhost, repository: samples/tools}
          target: {provider: docker}
          environment:
            A: b
        """);

    cache = Cache.IGNORE;
    build("tools", Clock.systemUTC(), "--tools");

    assertThat(stepsThatRan())
        .anyMatch(step -> step.startsWith("RUN ") && step.contains("nodesource"))
        .anyMatch(step -> step.startsWith("RUN ") && step.contains("holodeck-ai[claude-otel]"));
  }

  private String build(String tag, Clock clock, String base) throws Exception {
    events.clear();
    Variables variables = Variables.of(Map.of("TEST_TOKEN", SECRET));
    Adapters adapters =
        Adapters.builder()
            .imageBuilder(engine::imageBuilder)
            .deployer("docker", engine::deployerFactory)
            .build();
    AgentProject project = new AgentLoader(variables, folder).load(agentFile, Target.AS_WRITTEN);
    PlanOptions options =
        new PlanOptions(
            Optional.of(new Tag(tag)),
            Optional.of(baseImage(base)),
            Optional.empty(),
            CredentialPolicy.REFUSE);
    OperationListener listener =
        new OperationListener() {
          @Override
          public void onBuild(BuildEvent event) {
            events.add(event);
          }
        };
    String built =
        new BuildAgent(adapters, clock)
            .build(
                new Planner(adapters, variables).plan(project, options),
                new BuildOptions(PullPolicy.NEVER, cache),
                listener)
            .fullName();
    images.add(built);
    return built;
  }

  private List<String> stepsThatRan() {
    List<String> ran = new ArrayList<>();
    for (BuildEvent event : events) {
      if (event instanceof BuildEvent.StepStarted step) {
        ran.add(step.instruction());
      } else if (event instanceof BuildEvent.StepCached) {
        ran.remove(ran.size() - 1);
      }
    }
    ran.removeIf(step -> step.startsWith("FROM "));
    return ran;
  }

  private static String baseImage(String variant) throws Exception {
    ProcessBuilder script = new ProcessBuilder(TOP.resolve("scripts/standin-image").toString());
    if (variant.equals("--tools")) {
      script.command().add(variant);
    }
    Process process = script.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String name =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return name;
  }
}
