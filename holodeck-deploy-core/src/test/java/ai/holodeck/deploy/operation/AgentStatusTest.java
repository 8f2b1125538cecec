package ai.holodeck.deploy.operation;

import static ai.holodeck.deploy.operation.OperationFixture.IMAGE;
import static ai.holodeck.deploy.operation.OperationFixture.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.operation.StatusReport.ConfigDrift;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether what is configured today is what was deployed, secrets included. */
class AgentStatusTest {
  @TempDir Path folder;
  private OperationFixture agent;

  @BeforeEach
  void aDeployedAgent() {
    agent = new OperationFixture(folder);
    agent.haveImage();
    agent.environment =
        List.of(
            EnvironmentEntry.of("MODE", "quiet"),
            EnvironmentEntry.of("API_KEY", "${API_KEY}"),
            EnvironmentEntry.of("DSN", "postgres://bot:${DB_PASSWORD}@db"));
    agent.variables = Map.of("API_KEY", "s3cret", "DB_PASSWORD", "pa55");
    run();
  }

  @Test
  void nothingChangedIsNoDrift() {
    assertThat(status().drift()).isEqualTo(ConfigDrift.NONE);
    assertThat(status().changedSecrets()).isEmpty();
  }

  @Test
  void changedLiteralIsDriftWithoutANameOfASecret() {
    agent.environment =
        List.of(
            EnvironmentEntry.of("MODE", "fast"),
            EnvironmentEntry.of("API_KEY", "${API_KEY}"),
            EnvironmentEntry.of("DSN", "postgres://bot:${DB_PASSWORD}@db"));

    assertThat(status().drift()).isEqualTo(ConfigDrift.CHANGED);
    assertThat(status().changedSecrets()).isEmpty();
  }

  @Test
  void changedSecretIsDriftAndIsNamed() {
    agent.variables = Map.of("API_KEY", "s3cret-2", "DB_PASSWORD", "pa55");

    StatusReport report = status();

    assertThat(report.drift()).isEqualTo(ConfigDrift.CHANGED);
    assertThat(report.changedSecrets()).containsExactly("API_KEY");
    assertThat(report.toString()).doesNotContain("s3cret", "pa55");
  }

  @Test
  void changedLiteralPartOfASecretIsAChangeOfTheSecret() {
    agent.environment =
        List.of(
            EnvironmentEntry.of("MODE", "quiet"),
            EnvironmentEntry.of("API_KEY", "${API_KEY}"),
            EnvironmentEntry.of("DSN", "postgres://bot:${DB_PASSWORD}@other"));

    assertThat(status().changedSecrets()).containsExactly("DSN");
  }

  @Test
  void variableThatIsNotSetHereSaysNothing() {
    agent.variables = Map.of("DB_PASSWORD", "pa55");
    assertThat(status().drift()).isEqualTo(ConfigDrift.NONE);

    agent.variables = Map.of("DB_PASSWORD", "other");
    assertThat(status().changedSecrets()).containsExactly("DSN");
  }

  @Test
  void deployOfAChangedSecretBringsItUpToDate() {
    agent.variables = Map.of("API_KEY", "s3cret-2", "DB_PASSWORD", "pa55");
    assertThat(status().drift()).isEqualTo(ConfigDrift.CHANGED);

    run();

    assertThat(agent.provider.lastEnvironment.toString()).doesNotContain("s3cret");
    assertThat(agent.provider.lastEnvironment)
        .anyMatch(variable -> variable.value().reveal().equals("s3cret-2"));
    assertThat(status().drift()).isEqualTo(ConfigDrift.NONE);
  }

  @Test
  void failedDeployOfAChangedSecretLeavesTheDeployedOneToCompareWith() {
    agent.variables = Map.of("API_KEY", "s3cret-2", "DB_PASSWORD", "pa55");
    agent.provider.beforeStart =
        request -> {
          throw new DeployException(CoreError.DEPLOY_FAILED, "it crashed", "look at the lines");
        };
    assertThat(catchThrowableOfType(DeployException.class, this::run)).isNotNull();

    assertThat(status().changedSecrets()).containsExactly("API_KEY");

    agent.variables = Map.of("API_KEY", "s3cret", "DB_PASSWORD", "pa55");
    assertThat(status().drift()).isEqualTo(ConfigDrift.NONE);
  }

  @Test
  void releaseWithoutFingerprintsSaysNothing() {
    agent.stores.releases.replaceAll(AgentStatusTest::withoutFingerprints);
    agent.variables = Map.of("API_KEY", "s3cret-2", "DB_PASSWORD", "pa55");
    agent.stores.fingerprinted.clear();

    assertThat(status().drift()).isEqualTo(ConfigDrift.NONE);
    assertThat(agent.stores.fingerprinted).isEmpty();
  }

  @Test
  void literalsHaveNoFingerprint() {
    assertThat(agent.stores.history(KEY).get(0).secretFingerprints())
        .containsOnlyKeys("API_KEY", "DSN");
  }

  @Test
  void serviceThatDoesNotSayItsReleaseIsAskedByItsId() {
    agent.provider.services.replaceAll(
        (name, service) ->
            new FoundService(service.id(), Optional.empty(), service.image(), service.status()));
    agent.variables = Map.of("API_KEY", "s3cret-2", "DB_PASSWORD", "pa55");

    StatusReport report = status();

    assertThat(agent.provider.calls).contains("status");
    assertThat(report.live().state()).isEqualTo(ServiceState.RUNNING);
    assertThat(report.changedSecrets()).isEmpty();
  }

  @Test
  void serviceThatIsGoneIsUnknown() {
    agent.provider.services.clear();

    assertThat(status().live().state()).isEqualTo(ServiceState.UNKNOWN);
  }

  private static Release withoutFingerprints(Release release) {
    return release.copy().secretFingerprints(Map.of()).build();
  }

  private void run() {
    agent.run().run(agent.project(), IMAGE, RunOptions.defaults(), agent.listener());
  }

  private StatusReport status() {
    return agent.status().read(agent.project());
  }
}
