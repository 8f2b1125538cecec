package ai.holodeck.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.service.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildAgentTest {
  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgent() {
    agent = new OperationFixture(folder);
  }

  @Test
  void buildOfUnchangedInputsKeepsTheImageAndItsCreationTime() {
    BuildResult first = buildAt(agent.clock);
    BuildResult second = buildAt(Clock.offset(agent.clock, Duration.ofHours(1)));

    assertThat(second.imageId()).isEqualTo(first.imageId());
    assertThat(agent.builder.builds).hasSize(2);
  }

  @Test
  void sourceDateIsWhenTheImageWasMadeWhateverIsThere() {
    buildAt(agent.clock);
    Variables dated = Variables.of(Map.of("SOURCE_DATE_EPOCH", "1700000000"));
    new BuildAgent(agent.adapters(), dated, agent.clock)
        .build(agent.plan(), BuildOptions.defaults(), OperationListener.silent());

    assertThat(lastDockerfile()).contains("created=\"2023-11-14T22:13:20Z\"");
    assertThat(new BuildAgent(agent.adapters(), dated, agent.clock).dockerfile(agent.plan()))
        .contains("created=\"2023-11-14T22:13:20Z\"");
  }

  @Test
  void sourceDateThatIsNoNumberIsRefused() {
    for (String text : List.of("yesterday", "-1", "1.5", "18446744073709551615")) {
      assertThatThrownBy(
              () ->
                  new BuildAgent(
                      agent.adapters(),
                      Variables.of(Map.of("SOURCE_DATE_EPOCH", text)),
                      agent.clock))
          .isInstanceOfSatisfying(
              DeployException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(CoreError.USAGE);
                assertThat(failure.what()).contains("SOURCE_DATE_EPOCH", text);
              });
    }
  }

  @Test
  void buildOfChangedInputsSaysWhenItWasMade() throws IOException {
    BuildResult first = buildAt(agent.clock);
    Files.writeString(folder.resolve("system.md"), "Be brief.\n");
    BuildResult second = buildAt(Clock.offset(agent.clock, Duration.ofHours(1)));

    assertThat(second.imageId()).isNotEqualTo(first.imageId());
    assertThat(lastDockerfile()).contains("created=\"2026-01-02T04:04:05Z\"");
  }

  @Test
  void buildOnAChangedBaseImageSaysWhenItWasMade() {
    buildAt(agent.clock);
    agent.builder.baseState = "base-2";
    buildAt(Clock.offset(agent.clock, Duration.ofHours(1)));

    assertThat(lastDockerfile()).contains("created=\"2026-01-02T04:04:05Z\"");
  }

  @Test
  void buildWithoutCacheSaysWhenItWasMade() {
    buildAt(agent.clock);
    new BuildAgent(agent.adapters(), Clock.offset(agent.clock, Duration.ofHours(1)))
        .build(
            agent.plan(),
            new BuildOptions(PullPolicy.NEVER, BuildRequest.Cache.IGNORE),
            OperationListener.silent());

    assertThat(lastDockerfile()).contains("created=\"2026-01-02T04:04:05Z\"");
  }

  @Test
  void baseImageIsTakenFromTheCommandThenTheVariableThenTheDefault() {
    PlanOptions commanded =
        new PlanOptions(
            Optional.empty(),
            Optional.of("base:command"),
            Optional.empty(),
            PlanOptions.defaults().credentials());

    assertThat(planWith(Map.of("HOLODECK_BASE_IMAGE", "base:variable"), commanded))
        .isEqualTo("base:command");
    assertThat(planWith(Map.of("HOLODECK_BASE_IMAGE", "base:variable"), PlanOptions.defaults()))
        .isEqualTo("base:variable");
    assertThat(planWith(Map.of(), PlanOptions.defaults()))
        .isEqualTo("ghcr.io/justinbarias/holodeck-base:latest");
  }

  @Test
  void platformIsTheEnginesOwnUnlessTheImageLeavesThisMachine() {
    buildAt(agent.clock);
    assertThat(agent.builder.builds.get(0).platform()).isEqualTo(new Platform("linux/arm64"));

    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    buildAt(agent.clock);
    assertThat(agent.builder.builds.get(1).platform()).isEqualTo(Platform.LINUX_AMD64);
  }

  @Test
  void platformThatTheEngineMustEmulateIsToldBeforeTheBuild() {
    agent.builder.onBuild = () -> assertThat(agent.notices).hasSize(1);
    agent.provider.capabilities.add(Capability.NEEDS_REGISTRY);
    new BuildAgent(agent.adapters(), agent.clock)
        .build(agent.plan(), BuildOptions.defaults(), agent.listener());

    assertThat(agent.builder.builds).hasSize(1);
    assertThat(agent.notices.get(0))
        .contains("is for linux/amd64", "engine is linux/arm64", "--platform linux/arm64");
  }

  @Test
  void enginesOwnPlatformIsNoNews() {
    new BuildAgent(agent.adapters(), agent.clock)
        .build(agent.plan(), BuildOptions.defaults(), agent.listener());

    assertThat(agent.builder.builds).hasSize(1);
    assertThat(agent.notices).isEmpty();
  }

  @Test
  void withoutABuilderTheArtifactToAddIsNamed() {
    assertThatThrownBy(() -> Adapters.builder().build().imageBuilder())
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ADAPTER_MISSING);
              assertThat(failure.remedy()).contains("ai.holodeck.deploy:holodeck-deploy-docker");
            });
  }

  @Test
  void withoutAStateBackendTheArtifactToAddIsNamed() {
    assertThatThrownBy(() -> Adapters.builder().build().stateBackend("json"))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure ->
                assertThat(failure.remedy()).contains("ai.holodeck.deploy:holodeck-deploy-state"));
  }

  private BuildResult buildAt(Clock clock) {
    return new BuildAgent(agent.adapters(), clock)
        .build(agent.plan(), BuildOptions.defaults(), OperationListener.silent());
  }

  private String lastDockerfile() {
    return MemoryBuilder.dockerfile(agent.builder.builds.get(agent.builder.builds.size() - 1));
  }

  private String planWith(Map<String, String> variables, PlanOptions options) {
    return new Planner(agent.adapters(), Variables.of(variables))
        .plan(agent.project(), options)
        .dockerfile()
        .baseImage();
  }
}
