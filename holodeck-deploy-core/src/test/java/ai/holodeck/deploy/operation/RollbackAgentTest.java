package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RollbackAgentTest {
  private static final EnvironmentEntry KEY_ENTRY = EnvironmentEntry.of("KEY", "x-${API_KEY}");

  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgentThatWasDeployedTwice() throws IOException {
    agent = new OperationFixture(folder);
    agent.environment = List.of(KEY_ENTRY, EnvironmentEntry.of("MODE", "one"));
    deploy("Be kind.\n");
    agent.environment = List.of(KEY_ENTRY, EnvironmentEntry.of("MODE", "two"));
    deploy("Be brief.\n");
  }

  @Test
  void rollbackStartsTheEarlierImageAndConfigurationWithTodaysSecrets() {
    Release first = newestFirst().get(1);
    agent.variables = Map.of("API_KEY", "rotated");

    DeploymentRecord record = rollback(Optional.empty());

    Release now = newestFirst().get(0);
    assertThat(now.image()).isEqualTo(first.image()).isPresent();
    assertThat(now.inputs()).isEqualTo(first.inputs()).isPresent();
    assertThat(now.config()).isEqualTo(first.config()).isPresent();
    assertThat(record.service().configHash()).isEqualTo(first.configHash());
    assertThat(agent.provider.lastEnvironment)
        .containsExactlyInAnyOrder(
            new EnvironmentVariable("KEY", Secret.of("x-rotated")),
            new EnvironmentVariable("MODE", new Plain("one")));
    assertThat(newestFirst()).hasSize(3);
  }

  @Test
  void rollbackTwiceGoesForthAgainAsTheServiceSaysWhatItIs() {
    ImageRef second = newestFirst().get(0).image().orElseThrow();
    rollback(Optional.empty());

    rollback(Optional.empty());

    assertThat(newestFirst().get(0).image()).contains(second);
  }

  @Test
  void rollbackPassesOverReleasesThatFailedOrAreLikeTheRunningOne() throws IOException {
    Release first = newestFirst().get(1);
    deploy("Be brief.\n");
    agent.provider.beforeStart =
        request -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look");
        };
    assertThatThrownBy(() -> deploy("Be rude.\n")).isInstanceOf(DeployException.class);
    agent.provider.beforeStart = request -> {};

    rollback(Optional.empty());

    assertThat(newestFirst().get(0).image()).isEqualTo(first.image());
  }

  @Test
  void rollbackToABeginningOfAnId() {
    Release first = newestFirst().get(1);

    rollback(Optional.of(first.id().value().substring(0, 13)));

    assertThat(newestFirst().get(0).configHash()).isEqualTo(first.configHash());
  }

  @Test
  void rollbackToWhatIsNotThereIsRefusedBeforeTheProviderIsCalled() {
    agent.provider.calls.clear();

    assertThat(failure(Optional.of("zzz")).code()).isEqualTo(CoreError.RELEASE_UNKNOWN);
    assertThat(failure(Optional.of("")).what()).contains("2 releases");
    assertThat(agent.provider.calls).doesNotContain("deploy");
  }

  @Test
  void rollbackWithoutAnEarlierReleaseIsRefused() {
    agent.stores.releases.remove(0);

    assertThat(failure(Optional.empty()).what()).contains("no earlier healthy release");
  }

  @Test
  void rollbackWhenASecretIsMissingIsRefusedBeforeTheProviderIsCalled() {
    agent.environment = List.of();
    agent.provider.calls.clear();

    assertThat(failure(Optional.empty()).what()).contains("deployment.environment.KEY");
    assertThat(agent.provider.calls).doesNotContain("deploy");
  }

  @Test
  void rollbackToAReleaseWhoseConfigurationWasNotRecordedSaysSo() {
    Release first = agent.stores.releases.get(0);
    agent.stores.releases.set(
        0,
        new Release(
            first.id(),
            first.key(),
            first.kind(),
            first.provider(),
            first.serviceName(),
            first.image(),
            first.inputs(),
            first.configHash(),
            Optional.empty(),
            first.secretFingerprints(),
            first.user(),
            first.startedAt(),
            first.end()));

    assertThat(failure(Optional.empty()).what()).contains("was not recorded");
  }

  @Test
  void historyIsNewestFirst() {
    assertThat(new AgentHistory(agent.adapters()).read(agent.project()))
        .isEqualTo(newestFirst())
        .hasSize(2);
  }

  private void deploy(String instructions) throws IOException {
    Files.writeString(folder.resolve("system.md"), instructions);
    agent.deploy().deploy(agent.plan(), DeployOptions.defaults(), agent.listener());
  }

  private DeploymentRecord rollback(Optional<String> to) {
    return new RollbackAgent(agent.adapters(), agent.run())
        .rollback(agent.project(), to, RunOptions.defaults(), agent.listener());
  }

  private DeployException failure(Optional<String> to) {
    return catchThrowableOfType(DeployException.class, () -> rollback(to));
  }

  private List<Release> newestFirst() {
    return agent.stores.history(KEY);
  }
}
