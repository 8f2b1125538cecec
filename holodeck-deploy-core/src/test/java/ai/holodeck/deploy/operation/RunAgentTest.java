package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.IMAGE;
import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunAgentTest {
  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void anAgentWithItsImage() {
    agent = new OperationFixture(folder);
    agent.haveImage();
  }

  @Test
  void runRecordsTheHealthyServiceAndSettlesItsRelease() {
    DeploymentRecord record = run();

    assertThat(record.service().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(record.service().imageUri()).isEqualTo("ghcr.io/acme/support:1.0");
    assertThat(record.service().configHash()).matches("sha256:[0-9a-f]{64}");
    assertThat(agent.stores.records).containsEntry(KEY, record);
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.SUCCEEDED);
    assertThat(agent.stores.locked).isFalse();
  }

  @Test
  void runWritesItsIntentBeforeTheProviderIsCalled() {
    agent.provider.beforeStart =
        request -> {
          assertThat(agent.stores.open(KEY))
              .get()
              .extracting(Release::id)
              .isEqualTo(request.releaseId());
          assertThat(agent.stores.locked).isTrue();
        };

    run();

    assertThat(agent.provider.calls).contains("deploy");
  }

  @Test
  void runGivesSecretsAndPlainValuesToTheService() {
    Position here = Position.of(Path.of("agent.yaml"));
    agent.environment =
        List.of(
            new EnvironmentEntry("KEY", "x-${API_KEY}", here),
            new EnvironmentEntry("MODE", "fast", here));

    run();

    assertThat(agent.provider.lastEnvironment.get(0).value()).isEqualTo(Secret.of("x-s3cret"));
    assertThat(agent.provider.lastEnvironment.get(1).value()).isEqualTo(new Plain("fast"));
  }

  @Test
  void runWhenAVariableIsMissingFailsBeforeAnythingIsWritten() {
    agent.environment =
        List.of(
            new EnvironmentEntry("KEY", "${NOT_SET}", new Position(Path.of("agent.yaml"), 7, 3)));

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.CONFIG_INVALID);
              assertThat(failure.what()).contains("agent.yaml:7", "NOT_SET");
            });
    assertThat(agent.provider.calls).isEmpty();
    assertThat(agent.stores.releases).isEmpty();
  }

  @Test
  void runWhenTheImageIsMissingFailsBeforeTheProviderIsCalled() {
    agent.builder.images.clear();

    assertThat(failure().code()).isEqualTo(CoreError.IMAGE_MISSING);
    assertThat(agent.provider.calls).isEmpty();
  }

  @Test
  void runWhenNoDeployerIsInstalledNamesThoseThatAre() {
    agent.providerId = "gcp";

    assertThat(failure().code()).isEqualTo(CoreError.ADAPTER_MISSING);
    assertThat(failure().what()).contains("'gcp'", "installed: memory");
  }

  @Test
  void runWhenTheServiceFailsSettlesTheReleaseAsFailed() {
    agent.provider.beforeStart =
        request -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look at the lines");
        };

    assertThat(failure().code()).isEqualTo(CoreError.DEPLOY_FAILED);
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.FAILED);
    assertThat(agent.stores.records).isEmpty();
    assertThat(agent.stores.locked).isFalse();
  }

  @Test
  void runWhenTheProviderIsLostLeavesTheReleaseOpenAndTheNextRunPicksItUp() {
    agent.provider.afterStart =
        request -> {
          throw new DeployException(CoreError.ENGINE_UNAVAILABLE, "the engine is gone", "start it");
        };
    agent.provider.onFind =
        () -> {
          throw new DeployException(CoreError.ENGINE_UNAVAILABLE, "the engine is gone", "start it");
        };
    assertThat(failure().code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
    assertThat(agent.stores.open(KEY)).isPresent();

    agent.provider.afterStart = request -> {};
    agent.provider.onFind = () -> {};
    run();

    assertThat(agent.notices).singleElement().asString().contains("interrupted deploy", "RUNNING");
    assertThat(agent.stores.open(KEY)).isEmpty();
    assertThat(agent.provider.services).hasSize(1);
  }

  @Test
  void runWhenTheRecordCannotBeWrittenSaysThatTheServiceRunsAndIsPickedUpLater() {
    agent.stores.failNextSave = true;

    DeployException failure = failure();

    assertThat(failure.code()).isEqualTo(CoreError.STATE_UNWRITABLE);
    assertThat(failure.what())
        .contains("svc-support", "runs, but could not be recorded", "disk is full");
    assertThat(agent.stores.open(KEY)).isPresent();
    assertThat(run().service().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(agent.stores.open(KEY)).isEmpty();
  }

  @Test
  void runWhenInterruptedStillSettlesAndKeepsTheFlag() {
    agent.provider.beforeStart =
        request -> {
          Thread.currentThread().interrupt();
          throw new DeployException(CoreError.INTERRUPTED, "interrupted", "run it again");
        };

    DeployException failure = failure();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.FAILED);
  }

  @Test
  void runWhenInterruptedAtTheLastMomentRecordsTheServiceAndKeepsTheFlag() {
    agent.provider.afterStart = request -> Thread.currentThread().interrupt();

    DeploymentRecord record = run();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(agent.stores.records).containsEntry(KEY, record);
    assertThat(agent.stores.lastOutcome()).contains(Release.Outcome.SUCCEEDED);
  }

  @Test
  void runWhenTheRecordNamesAnotherServiceIsRefused() {
    run();
    agent.provider.namePrefix = "moved-";

    DeployException failure = failure();

    assertThat(failure.code()).isEqualTo(CoreError.RECORD_CONFLICT);
    assertThat(failure.what()).contains("svc-support", "moved-support");
    assertThat(agent.provider.services).hasSize(1);
  }

  @Test
  void runAfterAnInterruptedOneThatMadeWayAgainRecordsWhatServes() {
    DeploymentRecord first = run();
    FoundService serving = agent.provider.services.values().iterator().next();
    killNextRunBeforeItsCandidateSettles();
    agent.provider.beforeStart =
        request -> {
          // As an adapter that undoes what the killed run left, and then fails itself.
          agent.provider.services.put(request.name(), serving);
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look at the lines");
        };

    assertThat(failure().code()).isEqualTo(CoreError.DEPLOY_FAILED);

    assertThat(agent.stores.find(KEY).orElseThrow().service().serviceId())
        .isEqualTo(first.service().serviceId());
  }

  /** A run that was killed while its candidate was the one that the provider named. */
  private void killNextRunBeforeItsCandidateSettles() {
    agent.provider.afterStart =
        request -> {
          agent.provider.onFind =
              () -> {
                throw new IllegalStateException("killed");
              };
          throw new IllegalStateException("killed");
        };
    assertThatThrownBy(this::run).hasMessage("killed");
    agent.provider.afterStart = request -> {};
    agent.provider.onFind = () -> {};
  }

  @Test
  void deployBuildsUnderTheLockAndRunsWhatItBuilt() {
    agent.builder.images.clear();
    agent.builder.onBuild = () -> assertThat(agent.stores.locked).isTrue();
    agent.builder.keepsNames = false;

    DeploymentRecord record =
        agent.deploy().deploy(agent.plan(), DeployOptions.defaults(), agent.listener());

    assertThat(record.service().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(agent.builder.builds).hasSize(2);
  }

  @Test
  void runWarnsOfALiteralThatLooksLikeASecretWithoutItsValue() {
    agent.environment =
        List.of(
            new EnvironmentEntry(
                "API_KEY", "sk-literal", new Position(Path.of("agent.yaml"), 9, 5)));

    run();

    assertThat(agent.notices)
        .singleElement()
        .asString()
        .contains("agent.yaml:9", "API_KEY", "${API_KEY}")
        .doesNotContain("sk-literal");
  }

  @Test
  void runAgainReplacesTheServiceAndKeepsOneRecord() {
    Map<String, String> none = Map.of();
    run();
    agent.variables = none;
    DeploymentRecord second = run();

    assertThat(agent.stores.records).hasSize(1).containsValue(second);
    assertThat(agent.stores.releases).hasSize(2).noneMatch(Release::isOpen);
  }

  private DeploymentRecord run() {
    return agent.run().run(agent.project(), IMAGE, RunOptions.defaults(), agent.listener());
  }

  private DeployException failure() {
    DeployException failure = catchThrowableOfType(DeployException.class, this::run);
    assertThat(failure).isNotNull();
    return failure;
  }
}
