package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedDeploymentTest {
  private static final DeployerFactory PROVIDER =
      new DeployerFactory() {
        @Override
        public String provider() {
          return "cloud";
        }

        @Override
        public Set<Capability> capabilities() {
          return Set.of(Capability.NEEDS_REGISTRY);
        }

        @Override
        public Class<? extends Record> settingsType() {
          return Cloud.class;
        }

        @Override
        public ServiceName nameFor(ServiceOwner owner) {
          throw new UnsupportedOperationException();
        }

        @Override
        public Deployer create(TargetSettings settings) {
          throw new UnsupportedOperationException();
        }
      };

  record Cloud(
      String region,
      @Default("1") int replicas,
      @Default("90s") Duration patience,
      List<String> tags,
      Optional<Secret> key) {}

  private static final String[] BLOCK = {
    "registry: {url: ghcr.io, repository: acme/bot, tag_strategy: custom, custom_tag: v7,"
        + " credentials_env_prefix: REG}",
    "target: {provider: cloud, cloud: {region: x, replicas: 3, tags: [a, b], key: '${CLOUD_KEY}'}}",
    "protocol: ag-ui",
    "port: 9000",
    "health_check_path: /up",
    "platform: linux/arm64",
    "base_image: acme/base:2",
    "timeout: 90s",
    "environment: {MODE: \"fa\\\"st\\n$x\", EMPTY: '', KEY: 'x-${API_KEY}'}"
  };

  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root).variable("CLOUD_KEY", "s3cret").variable("API_KEY", "s3cret");
  }

  @Test
  void restoreGivesABlockThatTakesEffectAsRecorded() {
    EffectiveConfig recorded = effective(config(BLOCK));
    DeploymentConfig today =
        config(
            "registry: {url: ghcr.io, repository: acme/other}",
            "target: {provider: cloud, cloud: {region: y, key: '${CLOUD_KEY}'}}",
            "environment: {KEY: 'x-${API_KEY}', NEW: '1'}");

    DeploymentConfig restored = RecordedDeployment.restore(recorded, today);

    assertThat(effective(restored)).isEqualTo(recorded);
    assertThat(effective(today)).isNotEqualTo(recorded);
    assertThat(restored.target().bind(Cloud.class).key()).contains(Secret.of("s3cret"));
    assertThat(restored.environment())
        .extracting(EnvironmentEntry::template)
        .contains("x-${API_KEY}", "fa\"st\n$x", "");
  }

  @Test
  void recordedBlockHasNoSecret() {
    assertThat(effective(config(BLOCK)).json()).doesNotContain("s3cret", "API_KEY}", "CLOUD_KEY}");
  }

  @Test
  void restoreWhenASecretIsNotThereAnyMoreSaysWhich() {
    EffectiveConfig recorded = effective(config(BLOCK));
    DeploymentConfig today =
        config(
            "registry: {url: ghcr.io, repository: acme/bot}",
            "target: {provider: cloud, cloud: {region: x}}");

    assertThatThrownBy(() -> RecordedDeployment.restore(recorded, today))
        .isInstanceOfSatisfying(
            ConfigException.class,
            failure ->
                assertThat(failure.problems())
                    .singleElement()
                    .satisfies(
                        problem -> {
                          assertThat(problem.key()).isEqualTo("deployment.environment.KEY");
                          assertThat(problem.fix()).contains("'KEY: ${KEY}'");
                        }));
  }

  private DeploymentConfig config(String... lines) {
    return folder.deployment(lines).config();
  }

  private static EffectiveConfig effective(DeploymentConfig config) {
    return EffectiveDeployment.of(config, Optional.of(PROVIDER));
  }
}
