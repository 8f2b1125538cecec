package ai.holodeck.deploy.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.operation.DeployOptions.When;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A deploy that does nothing where nothing changed, and one that does what was planned or nothing.
 */
class PlannedDeployTest {
  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void aDeployedAgent() {
    agent = new OperationFixture(folder);
    agent.environment =
        List.of(EnvironmentEntry.of("KEY", "x-${API_KEY}"), EnvironmentEntry.of("MODE", "one"));
    have("sha256:base");
  }

  @Test
  void unchangedAgentIsLeftAsItIs() {
    DeploymentRecord first = deploy(When.CHANGED, Optional.empty());
    agent.provider.calls.clear();
    agent.builder.builds.clear();
    DeploymentRecord second = deploy(When.CHANGED, Optional.empty());

    assertThat(second).isEqualTo(first);
    assertThat(agent.provider.calls).containsOnly("find");
    assertThat(agent.builder.builds).isEmpty();
    assertThat(agent.stores.releases).hasSize(1);
    assertThat(agent.notices).last().asString().startsWith("nothing to do: ");
  }

  @Test
  void unchangedAgentIsDeployedAgainWhenThatIsAsked() {
    deploy(When.CHANGED, Optional.empty());
    deploy(When.ALWAYS, Optional.empty());

    assertThat(agent.stores.releases).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void changedAgentIsDeployed(String what, Change change) {
    deploy(When.CHANGED, Optional.empty());
    change.make(agent);
    deploy(When.CHANGED, Optional.empty());

    assertThat(agent.stores.releases).hasSize(2);
  }

  @Test
  void planIsCarriedOutWhileItHolds() {
    PlanBasis plan = planned();
    assertThat(planned()).as("planned again").isEqualTo(plan);
    deploy(When.CHANGED, Optional.of(plan));

    assertThat(agent.stores.releases).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void planThatDoesNotHoldAnyMoreIsRefusedBeforeAnythingIsDone(String what, Change change) {
    deploy(When.CHANGED, Optional.empty());
    PlanBasis plan = planned();
    change.make(agent);
    agent.builder.builds.clear();
    agent.provider.calls.clear();

    assertThatThrownBy(() -> deploy(When.CHANGED, Optional.of(plan)))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.PLAN_STALE);
              assertThat(failure.remedy()).contains("holodeck plan --out");
            });
    assertThat(agent.builder.builds).isEmpty();
    assertThat(agent.provider.calls).containsOnly("find");
    assertThat(agent.stores.releases).hasSize(1);
  }

  @Test
  void planOfBeforeADeployIsStaleAfterIt() {
    PlanBasis plan = planned();
    deploy(When.CHANGED, Optional.of(plan));

    assertThatThrownBy(() -> deploy(When.CHANGED, Optional.of(plan)))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> assertThat(failure.code()).isEqualTo(CoreError.PLAN_STALE));
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("a file", agent -> write(agent.folder.resolve("system.md"))),
        change("the configuration", agent -> agent.environment = List.of()),
        change("a secret", agent -> agent.variables = Map.of("API_KEY", "rotated")),
        change("the service is gone", agent -> agent.provider.services.clear()),
        change("the service has failed", PlannedDeployTest::fail),
        change("the record is gone", agent -> agent.stores.records.clear()),
        change("the base image", agent -> have(agent, "sha256:another")));
  }

  private static Arguments change(String name, Change change) {
    return Arguments.of(name, change);
  }

  private interface Change {
    void make(OperationFixture agent);
  }

  private static void fail(OperationFixture agent) {
    agent.provider.services.replaceAll(
        (name, found) ->
            new FoundService(
                found.id(),
                found.releaseId(),
                found.image(),
                new ServiceStatus(ServiceState.FAILED, "exited", Optional.empty())));
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "Be brief.\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void have(String id) {
    have(agent, id);
  }

  private static void have(OperationFixture agent, String id) {
    ImageReference base = ImageReference.parse(agent.plan().dockerfile().baseImage());
    agent.builder.images.put(
        base, new ImageDetails(new EngineImage(base, id), Platform.LINUX_AMD64, Map.of()));
  }

  private PlanBasis planned() {
    return agent.changes().plan(agent.plan()).basis();
  }

  private DeploymentRecord deploy(When when, Optional<PlanBasis> planned) {
    DeployOptions defaults = DeployOptions.defaults();
    return agent
        .deploy()
        .deploy(
            agent.plan(),
            new DeployOptions(defaults.build(), defaults.push(), defaults.run(), when, planned),
            agent.listener());
  }
}
