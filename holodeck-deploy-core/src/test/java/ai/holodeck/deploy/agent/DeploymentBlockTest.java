package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.revision.TagStrategy;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentBlockTest {
  private static final String REGISTRY = "registry: {url: ghcr.io, repository: acme/bot}";
  private static final String DOCKER = "target: {provider: docker}";

  @TempDir Path root;
  private AgentFolder folder;

  @BeforeEach
  void makeFolder() {
    folder = new AgentFolder(root);
  }

  @Test
  void theTableAndTheSchemaHaveTheSameKeys() {
    assertThat(Arrays.stream(BlockKey.values()).map(BlockKey::key))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeploymentBlock.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT))
                .toList());
    assertThat(
            Arrays.stream(BlockKey.values())
                .filter(key -> key.origin() == BlockKey.Origin.OURS)
                .map(BlockKey::key))
        .containsExactlyInAnyOrder("base_image", "stages", "state", "timeout");
  }

  @Test
  void loadReportsEveryWrongValue() {
    folder.deployment(
        "runtime: vm",
        "registry:",
        "  url: https://ghcr.io",
        "  repository: Acme/Bot",
        "  tag_strategy: newest",
        "  custom_tag: -x",
        "  credentials_env_prefix: 1P",
        "  typo: 1",
        DOCKER,
        "protocol: grpc",
        "port: 0",
        "health_check_path: health",
        "environment: {1X: a, Y: [b], Z: , W: {a: 1}}",
        "platform: linux",
        "base_image: 'a b'",
        "timeout: soon",
        "prot: 1");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:3:12: deployment.runtime: must be one of container, found 'vm' (correct the"
                + " value)",
            "agent.yaml:5:10: deployment.registry.url: must be a registry host with an optional port"
                + " (ghcr.io, localhost:5000), found 'https://ghcr.io' (correct the value)",
            "agent.yaml:6:17: deployment.registry.repository: must be a repository path in lower case"
                + " (acme/support-bot), found 'Acme/Bot' (correct the value)",
            "agent.yaml:7:19: deployment.registry.tag_strategy: must be one of git_sha, git_tag,"
                + " latest, custom, found 'newest' (correct the value)",
            "agent.yaml:8:17: deployment.registry.custom_tag: not an image tag: '-x' (letters,"
                + " digits, '_', '.', '-', at most 128, not starting with '.' or '-') (correct the"
                + " value)",
            "agent.yaml:9:29: deployment.registry.credentials_env_prefix: must be the start of"
                + " variable names (letters, digits, '_'), found '1P' (correct the value)",
            "agent.yaml:10:5: deployment.registry.typo: is not a known key (known here: url,"
                + " repository, tag_strategy, custom_tag, credentials_env_prefix)",
            "agent.yaml:12:13: deployment.protocol: must be one of rest, ag-ui, both, found 'grpc'"
                + " (correct the value)",
            "agent.yaml:13:9: deployment.port: must be 1 to 65535, found '0' (correct the value)",
            "agent.yaml:14:22: deployment.health_check_path: must start with '/' and have no spaces,"
                + " found 'health' (correct the value)",
            "agent.yaml:15:17: deployment.environment.1X: is not a variable name (use letters,"
                + " digits and '_', not starting with a digit)",
            "agent.yaml:15:27: deployment.environment.Y: must be a single value, found a list (write"
                + " text; '\"\"' for an empty value)",
            "agent.yaml:15:34: deployment.environment.Z: must be a single value, found nothing"
                + " (write text; '\"\"' for an empty value)",
            "agent.yaml:15:40: deployment.environment.W: must be a single value, found a block"
                + " (write text; '\"\"' for an empty value)",
            "agent.yaml:16:13: deployment.platform: not a platform: 'linux' (os/arch or"
                + " os/arch/variant) (correct the value)",
            "agent.yaml:17:15: deployment.base_image: must be an image reference, found 'a b'"
                + " (correct the value)",
            "agent.yaml:18:12: deployment.timeout: must be a duration such as 90s, 5m or seconds,"
                + " found 'soon' (correct the value)",
            "agent.yaml:19:3: deployment.prot: is not a known key; did you mean 'port'? (known here:"
                + " runtime, registry, target, protocol, port, health_check_path, environment,"
                + " platform, base_image, timeout, state, stages)");
  }

  @Test
  void loadReportsEveryKeyThatIsRequired() {
    folder.deployment("port: 8080");

    assertThat(folder.faults())
        .containsExactlyInAnyOrder(
            "agent.yaml:3:3: deployment.registry.url: is required (add 'url: …' to"
                + " deployment.registry)",
            "agent.yaml:3:3: deployment.registry.repository: is required (add 'repository: …' to"
                + " deployment.registry)",
            "agent.yaml:3:3: deployment.target.provider: is required (add 'provider: azure',"
                + " 'provider: docker', or another provider's id)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "80.5", "http", "99999999999", "0x50", "'8080 '"})
  void loadRefusesPorts(String port) {
    folder.deployment(REGISTRY, DOCKER, "port: " + port);

    assertThat(folder.faults()).singleElement().asString().contains("deployment.port: must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "65535", "'8080'"})
  void loadAcceptsPorts(String port) {
    folder.deployment(REGISTRY, DOCKER, "port: " + port);

    assertThat(folder.config().port()).isBetween(1, 65535);
  }

  @ParameterizedTest
  @CsvSource({
    "git_sha,GitSha",
    "git-sha,GitSha",
    "git_tag,GitTag",
    "git-tag,GitTag",
    "latest,Latest"
  })
  void loadKnowsTagStrategiesInBothSpellings(String word, String strategy) {
    folder.deployment(
        "registry: {url: ghcr.io, repository: a, tag_strategy: " + word + "}", DOCKER);

    assertThat(folder.config().tagStrategy().getClass().getSimpleName()).isEqualTo(strategy);
  }

  @Test
  void loadWantsATagWithTheCustomStrategy() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: acme/bot, tag_strategy: custom}", DOCKER);

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:3:13: deployment.registry: custom_tag is required with tag_strategy 'custom'"
                + " (correct these keys together)");
  }

  @ParameterizedTest
  @CsvSource({"90s,90", "5m,300", "120,120", "0,0", "PT2M,120"})
  void loadReadsTimeouts(String text, long seconds) {
    folder.deployment(REGISTRY, DOCKER, "timeout: " + text);

    assertThat(folder.config().timeout()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "localhost:5000", "ghcr.io", "127.0.0.1:5000", "Reg.example.com"})
  void loadAcceptsRegistryHosts(String host) {
    folder.deployment("registry: {url: '" + host + "', repository: a}", DOCKER);

    assertThat(folder.config().repository()).isEqualTo(host + "/a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ghcr.io/acme", "myregistry", "ghcr.io:x", "-a.b", "a b.c", "''"})
  void loadRefusesRegistryHosts(String host) {
    folder.deployment("registry: {url: " + host + ", repository: a}", DOCKER);

    assertThat(folder.faults()).singleElement().asString().contains("must be a registry host");
  }

  @Test
  void loadRefusesNamesThatAreTooLong() {
    folder.deployment("registry: {url: ghcr.io, repository: " + "a".repeat(260) + "}", DOCKER);

    assertThat(folder.faults()).singleElement().asString().contains("not be longer than 255");
  }

  @Test
  void loadRefusesASecondProviderBlock() {
    folder.deployment(
        REGISTRY, "target:", "  provider: docker", "  docker: {}", "  azure: {}", "  dokcer: {}");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:7:5: deployment.target.azure: is the block of another provider than 'docker'"
                + " (keep 'provider' and 'docker' only)",
            "agent.yaml:8:5: deployment.target.dokcer: is not a known key; did you mean 'docker'?"
                + " (keep 'provider' and 'docker' only)");
  }

  @Test
  void loadWantsTheBlockOfTheProvider() {
    folder.deployment(REGISTRY, "target: {provider: azure}");
    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:4:11: deployment.target.azure: is required with provider 'azure' (add a block"
                + " 'azure:' with the settings of the provider)");

    folder.deployment(REGISTRY, "target: {provider: azure, azure: 5}");
    assertThat(folder.faults()).singleElement().asString().contains("must be a block of keys");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aws", "gcp", "acme-cloud"})
  void loadTakesAnyProviderAndKeepsItsBlock(String provider) {
    folder.deployment(
        REGISTRY, "target: {provider: " + provider + ", " + provider + ": {region: x, deep: [1]}}");

    TargetSettings target = folder.config().target();
    assertThat(target.provider()).isEqualTo(provider);
    assertThat(target.settings().path()).isEqualTo("deployment.target." + provider);
    assertThat(target.settings().asWritten().toString()).isEqualTo("{region=x, deep=[1]}");
  }

  @Test
  void loadRefusesProviderIdsThatAreNone() {
    folder.deployment(REGISTRY, "target: {provider: 'My Cloud'}");

    assertThat(folder.faults()).singleElement().asString().contains("must be a provider id");
  }

  @Test
  void loadResolvesWhatEveryCommandNeedsAndReportsAllThatIsNotSet() {
    folder.deployment(
        "registry: {url: '${R_HOST}', repository: '${R_REPO}'}",
        "target: {provider: docker, docker: {network: '${NET}'}}",
        "base_image: ${BASE}",
        "state: {backend: '${BACKEND}'}",
        "environment: {KEY: '${NOT_SET_AND_NOT_NEEDED}'}");

    assertThat(folder.faults())
        .filteredOn(fault -> fault.contains("is not set"))
        .containsExactly(
            "agent.yaml:3:19: deployment.registry.url: the environment variable R_HOST is not set"
                + " (set R_HOST, or write the value)",
            "agent.yaml:3:44: deployment.registry.repository: the environment variable R_REPO is not"
                + " set (set R_REPO, or write the value)",
            "agent.yaml:4:48: deployment.target.docker.network: the environment variable NET is not"
                + " set (set NET, or write the value)",
            "agent.yaml:5:15: deployment.base_image: the environment variable BASE is not set (set"
                + " BASE, or write the value)",
            "agent.yaml:6:20: deployment.state.backend: the environment variable BACKEND is not set"
                + " (set BACKEND, or write the value)");
  }

  @Test
  void loadSaysOnceThatAVariableIsNotSet() {
    folder.deployment("registry: {url: '${R}', repository: a}", DOCKER);

    assertThat(folder.faults()).singleElement().asString().contains("R is not set");
  }

  @Test
  void loadRefusesReferencesInKeysThatAreNotResolved() {
    folder.variable("PORT", "80").deployment(REGISTRY, DOCKER, "port: ${PORT}");

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:5:9: deployment.port: variables are not resolved in this key, found"
                + " '${PORT}' (write the value itself; ${…} works in registry, target, environment,"
                + " base_image, state)");
  }

  @Test
  void loadDoesNotLetAVariableInjectConfiguration() {
    folder
        .variable("R", "a\n  port: 1\ntarget: {provider: azure}")
        .deployment("registry: {url: ghcr.io, repository: '${R}'}", DOCKER);

    assertThat(folder.faults())
        .containsExactly(
            "agent.yaml:3:40: deployment.registry.repository: must be a repository path in lower case"
                + " (acme/support-bot), found '${R}' (correct the value of the variable)");
  }

  @Test
  void loadForTheLocalEngineNeedsNoRegistry() {
    folder.deployment("port: 9000", "environment: {A: b}");

    DeploymentConfig config = folder.load(Target.LOCAL).deployment().orElseThrow();

    assertThat(config.repository()).isEqualTo("holodeck/bot");
    assertThat(config.tagStrategy()).isEqualTo(new TagStrategy.Latest());
    assertThat(config.port()).isEqualTo(9000);
    assertThat(config.environment()).hasSize(1);
  }

  @Test
  void loadForTheLocalEngineReportsTheOtherFaults() {
    folder.deployment("registry: {url: ghcr.io}", "target: nonsense", "port: x");

    assertThat(folder.faults(Target.LOCAL)).hasSize(2);
  }

  @Test
  void localNamesAreRepositoriesForAnyName() {
    assertThat(LocalName.of("Support Bot!")).isEqualTo("holodeck/support-bot");
    assertThat(LocalName.of("--a__b..")).isEqualTo("holodeck/a-b");
    assertThat(LocalName.of("日本")).matches("holodeck/agent-[0-9a-f]+");
    assertThat(LocalName.of("日本")).isNotEqualTo(LocalName.of("中国"));
    assertThat(LocalName.of("x".repeat(99) + "-y".repeat(99))).hasSizeLessThan(120);
  }

  @Test
  void aConfigurationIsMadeByHandWithTheSameDefaults() {
    TargetSettings docker =
        new TargetSettings("docker", Settings.of("deployment.target.docker", Map.of()));
    folder.deployment(
        "registry: {url: ghcr.io, repository: acme/bot, tag_strategy: custom, custom_tag: v1}",
        DOCKER);

    DeploymentConfig byHand =
        DeploymentConfig.builder("ghcr.io/acme/bot", docker)
            .tagStrategy(new TagStrategy.Custom(new Tag("v1")))
            .build();

    assertThat(ConfigHash.of(byHand, java.util.Optional.empty()))
        .isEqualTo(ConfigHash.of(folder.config(), java.util.Optional.empty()));
    assertThatThrownBy(() -> DeploymentConfig.builder("Not A Name", docker).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DeploymentConfig.builder("a", docker).port(0).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
