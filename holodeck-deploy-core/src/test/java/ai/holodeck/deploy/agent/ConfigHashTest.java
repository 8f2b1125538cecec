package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigHashTest {
  private static final String REGISTRY = "registry: {url: ghcr.io, repository: acme/bot}";
  private static final String TARGET = "target: {provider: cloud, cloud: {region: x}}";

  /** Knows its settings and what it can do. */
  private record Provider(Set<Capability> capabilities) implements DeployerFactory {
    @Override
    public String provider() {
      return "cloud";
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
  }

  record Cloud(String region, @Default("1") int replicas, Optional<Secret> key) {}

  @TempDir Path root;
  private AgentFolder folder;
  private DeployerFactory provider = new Provider(Set.of(Capability.NEEDS_REGISTRY));

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void ofIsAKnownValueForAKnownBlock() {
    // Fixed: a state file written by an earlier release must not look changed.
    assertThat(hash(REGISTRY, TARGET))
        .isEqualTo("sha256:e92a2cbd89b98900490c3457416a3fce52fa4f7747fae0b81545fa0bed47226d");
  }

  @Test
  void ofIsTheSameWhenDefaultsAreSpelledOut() {
    assertThat(
            hash(
                "stages: {}",
                "state: {backend: json}",
                "timeout: 300",
                "base_image: ghcr.io/justinbarias/holodeck-base:latest",
                "platform: linux/amd64",
                "environment: {}",
                "health_check_path: /health",
                "port: '8080'",
                "protocol: rest",
                "target: {cloud: {replicas: 1, region: x}, provider: cloud}",
                "registry: {repository: acme/bot, tag_strategy: git-sha, url: ghcr.io}",
                "runtime: container"))
        .isEqualTo(hash(REGISTRY, TARGET));
  }

  @Test
  void ofKeepsAnAbsentPlatformApartWhereTheEngineDecides() {
    provider = new Provider(Set.of());

    String absent = hash(REGISTRY, TARGET);

    assertThat(hash(REGISTRY, TARGET, "platform: linux/amd64")).isNotEqualTo(absent);
    assertThat(hash(REGISTRY, TARGET, "platform: linux/arm64")).isNotEqualTo(absent);
    provider = new Provider(Set.of(Capability.NEEDS_REGISTRY));
    assertThat(hash(REGISTRY, TARGET))
        .isEqualTo(hash(REGISTRY, TARGET, "platform: linux/amd64"))
        .isNotEqualTo(absent);
  }

  @Test
  void ofIsTheSameInAnyOrderAndAnyLayer() {
    List<String> lines =
        new ArrayList<>(
            List.of(REGISTRY, TARGET, "port: 1", "timeout: 5s", "environment: {A: b, C: '${D}'}"));
    String expected = hash(lines.toArray(String[]::new));
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      Collections.shuffle(lines, random);
      assertThat(hash(lines.toArray(String[]::new))).isEqualTo(expected);
    }
    folder.file("config.yml", "deployment: {port: 1, environment: {C: '${D}', A: old}}\n");
    assertThat(hash(REGISTRY, TARGET, "timeout: 5s", "environment: {A: b}")).isEqualTo(expected);
  }

  @Test
  void ofChangesWithEveryKey() {
    Set<String> hashes = new HashSet<>();
    List<List<String>> blocks =
        List.of(
            List.of(REGISTRY, TARGET),
            List.of("registry: {url: ghcr.io, repository: acme/other}", TARGET),
            List.of("registry: {url: quay.io, repository: acme/bot}", TARGET),
            List.of("registry: {url: ghcr.io, repository: acme/bot, tag_strategy: latest}", TARGET),
            List.of(
                "registry: {url: ghcr.io, repository: acme/bot, credentials_env_prefix: P}",
                TARGET),
            List.of(REGISTRY, "target: {provider: cloud, cloud: {region: y}}"),
            List.of(REGISTRY, "target: {provider: cloud, cloud: {region: x, replicas: 2}}"),
            List.of(REGISTRY, "target: {provider: cloud, cloud: {region: x, key: hidden}}"),
            List.of(REGISTRY, "target: {provider: other, other: {region: x}}"),
            List.of(REGISTRY, TARGET, "protocol: both"),
            List.of(REGISTRY, TARGET, "port: 81"),
            List.of(REGISTRY, TARGET, "health_check_path: /x"),
            List.of(REGISTRY, TARGET, "environment: {A: b}"),
            List.of(REGISTRY, TARGET, "environment: {A: c}"),
            List.of(REGISTRY, TARGET, "environment: {B: b}"),
            List.of(REGISTRY, TARGET, "environment: {A: '${X}'}"),
            List.of(REGISTRY, TARGET, "platform: linux/arm64"),
            List.of(REGISTRY, TARGET, "base_image: x"),
            List.of(REGISTRY, TARGET, "timeout: 1m"),
            List.of(REGISTRY, TARGET, "state: {backend: blob}"));

    blocks.forEach(block -> hashes.add(hash(block.toArray(String[]::new))));

    assertThat(hashes).hasSize(blocks.size());
  }

  @Test
  void ofCountsTheNameOnlyOfValuesFromVariables() {
    assertThat(hash(REGISTRY, TARGET, "environment: {A: '${X}'}"))
        .isEqualTo(hash(REGISTRY, TARGET, "environment: {A: 'prefix-${OTHER}'}"));
    assertThat(hash(REGISTRY, "target: {provider: cloud, cloud: {region: x, key: one}}"))
        .isEqualTo(hash(REGISTRY, "target: {provider: cloud, cloud: {region: x, key: two}}"));
  }

  @Test
  void ofTakesTheBlockOfAnUninstalledProviderAsWritten() {
    folder.variable("REGION", "x");
    String[] written = {REGISTRY, "target: {provider: cloud, cloud: {region: '${REGION}', n: 1}}"};
    folder.deployment(written);
    String before = ConfigHash.of(folder.config(), Optional.empty());
    folder.variable("REGION", "y");

    assertThat(ConfigHash.of(folder.config(), Optional.empty())).isEqualTo(before);
    folder.deployment(REGISTRY, "target: {provider: cloud, cloud: {region: '${REGION}', n: 2}}");
    assertThat(ConfigHash.of(folder.config(), Optional.empty())).isNotEqualTo(before);
  }

  private String hash(String... lines) {
    folder.deployment(lines);
    DeploymentConfig config = folder.config();
    assertThat(ConfigHash.of(config, Optional.of(provider))).matches("sha256:[0-9a-f]{64}");
    return ConfigHash.of(config, Optional.of(provider));
  }
}
