package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.IMAGE;
import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.DestroyReport.Outcome;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DestroyAgentTest {
  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgentWithItsImage() {
    agent = new OperationFixture(folder);
    agent.haveImage();
  }

  @Test
  void destroyRemovesTheServiceAndKeepsTheRecordAsDeleted() {
    run();

    assertThat(destroy().outcome()).isEqualTo(Outcome.DELETED);
    assertThat(agent.provider.services).isEmpty();
    assertThat(agent.stores.find(KEY))
        .get()
        .extracting(record -> record.service().state())
        .isEqualTo(ServiceState.DELETED);
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.SUCCEEDED);
  }

  @Test
  void destroyOfWhatWasRemovedBehindOurBackSucceedsAndSaysSo() {
    run();
    agent.provider.services.clear();

    assertThat(destroy().outcome()).isEqualTo(Outcome.ALREADY_GONE);
    assertThat(destroy().outcome()).isEqualTo(Outcome.NOTHING_DEPLOYED);
  }

  @Test
  void destroyOfWhatWasNeverDeployedAsksNoProvider() {
    assertThat(destroy().outcome()).isEqualTo(Outcome.NOTHING_DEPLOYED);
    assertThat(agent.provider.calls).isEmpty();
  }

  @Test
  void destroyRemovesTheServiceOfAnInterruptedDeploy() {
    agent.stores.failNextSave = true;
    assertThatThrownBy(this::run).isInstanceOf(DeployException.class);
    assertThat(agent.stores.records).isEmpty();

    assertThat(destroy().outcome()).isEqualTo(Outcome.DELETED);
    assertThat(agent.provider.services).isEmpty();
  }

  @Test
  void destroyInACopiedFolderDoesNotRemoveTheOriginalsService() {
    run();
    agent.provider.namePrefix = "copied-";

    assertThatThrownBy(this::destroy)
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.RECORD_CONFLICT);
              assertThat(failure.what()).contains("svc-support", "copied-support");
              assertThat(failure.remedy()).contains("--moved", "delete its .holodeck");
            });
    assertThat(agent.provider.services).hasSize(1);
  }

  @Test
  void destroyInAMovedFolderRemovesTheRecordedService() {
    run();
    agent.provider.namePrefix = "moved-";

    DestroyReport report =
        agent
            .destroy()
            .run(agent.project(), DestroyAgent.Folder.MOVED, Duration.ZERO, agent.listener());

    assertThat(report.outcome()).isEqualTo(Outcome.DELETED);
    assertThat(agent.provider.services).isEmpty();
  }

  @Test
  void destroyTakesAnotherToolsRecordAsItIs() {
    run();
    agent.stores.releases.clear();
    agent.provider.namePrefix = "other-tool-";

    assertThat(destroy().outcome()).isEqualTo(Outcome.DELETED);
  }

  @Test
  void destroyOfNothingTakesNoLock() {
    agent.stores.locked = true;

    assertThat(destroy().outcome()).isEqualTo(Outcome.NOTHING_DEPLOYED);
  }

  @Test
  void logsOfADestroyedAgentSayThatItWasRemoved() {
    run();
    destroy();

    assertThatThrownBy(
            () ->
                new AgentLogs(agent.adapters())
                    .stream(agent.project(), LogRequest.all(), line -> {}))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.NOT_DEPLOYED);
              assertThat(failure.what()).contains("was removed at");
            });
  }

  @Test
  void destroyThatFailsLeavesTheRecordAndSaysHowItEnded() {
    run();
    agent.provider.beforeDestroy =
        () -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "refused", "ask");
        };

    assertThatThrownBy(this::destroy).hasMessage("refused");
    assertThat(agent.stores.find(KEY))
        .get()
        .extracting(record -> record.service().state())
        .isEqualTo(ServiceState.RUNNING);
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.FAILED);
  }

  @Test
  void statusOfADestroyedAgentIsDeletedWithoutAskingTheProvider() {
    run();
    destroy();
    agent.provider.calls.clear();

    StatusReport report = agent.status().read(agent.project());

    assertThat(report.live().state()).isEqualTo(ServiceState.DELETED);
    assertThat(agent.provider.calls).isEmpty();
  }

  @Test
  void statusSaysWhetherTheConfigurationChanged() {
    run();
    AgentStatus status = agent.status();
    assertThat(status.read(agent.project()).drift()).isEqualTo(StatusReport.ConfigDrift.NONE);

    agent.environment =
        java.util.List.of(
            new ai.holodeck.deploy.agent.EnvironmentEntry(
                "MODE", "fast", ai.holodeck.deploy.error.Position.of(Path.of("agent.yaml"))));
    assertThat(status.read(agent.project()).drift()).isEqualTo(StatusReport.ConfigDrift.CHANGED);

    agent.stores.releases.clear();
    assertThat(status.read(agent.project()).drift()).isEqualTo(StatusReport.ConfigDrift.UNKNOWN);
  }

  @Test
  void statusWithoutARecordFails() {
    assertThatThrownBy(() -> agent.status().read(agent.project()))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> assertThat(failure.code()).isEqualTo(CoreError.NOT_DEPLOYED));
  }

  private void run() {
    agent.run().run(agent.project(), IMAGE, RunOptions.defaults(), agent.listener());
  }

  private DestroyReport destroy() {
    return agent
        .destroy()
        .run(agent.project(), DestroyAgent.Folder.UNMOVED, Duration.ZERO, agent.listener());
  }
}
