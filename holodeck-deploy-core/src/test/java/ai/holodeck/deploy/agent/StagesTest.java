package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Plain;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagesTest {
  private static final String REGISTRY = "registry: {url: ghcr.io, repository: acme/bot}";
  private static final String DOCKER = "target: {provider: docker, docker: {cpu: 1, memory: 1Gi}}";

  @TempDir Path temp;
  private AgentFolder folder;

  @BeforeEach
  void anAgent() {
    folder = new AgentFolder(temp);
  }

  @Test
  void aStageOverlaysTheBlockKeyByKey() {
    folder.deployment(
        REGISTRY,
        DOCKER,
        "port: 9000",
        "timeout: 1m",
        "environment: {MODE: slow, LEVEL: info}",
        "stages:",
        "  prod: {port: 9443, environment: {MODE: fast}, target: {docker: {cpu: 2}}}");

    DeploymentConfig config = folder.stage("prod");

    assertThat(config.stage()).isEqualTo("prod");
    assertThat(config.port()).isEqualTo(9443);
    assertThat(config.timeout()).hasMinutes(1);
    assertThat(config.repository()).isEqualTo("ghcr.io/acme/bot");
    assertThat(config.environment())
        .extracting(entry -> entry.name() + "=" + entry.template())
        .containsExactlyInAnyOrder("MODE=fast", "LEVEL=info");
    assertThat(config.target().settings().asWritten()).hasToString("{cpu=2, memory=1Gi}");
    assertThat(folder.config().port()).as("the block itself").isEqualTo(9000);
    assertThat(folder.config().stage()).isEqualTo("default");
    assertThat(folder.stage("default")).isEqualTo(folder.config());
    assertThat(folder.load().notices()).isEmpty();
  }

  @Test
  void aStageWithNothingInItIsTheBlockUnderAnotherName() {
    folder.deployment(REGISTRY, DOCKER, "stages:", "  dev:", "  test: {}");

    assertThat(folder.stage("dev").stage()).isEqualTo("dev");
    assertThat(folder.stage("test").target()).isEqualTo(folder.config().target());
  }

  @Test
  void aStageWithAnotherProviderReplacesTheTargetWhole() {
    folder.deployment(
        REGISTRY,
        DOCKER,
        "stages: {prod: {target: {provider: azure, azure: {resource_group: rg}}}}");

    DeploymentConfig config = folder.stage("prod");

    assertThat(config.target().provider()).isEqualTo("azure");
    assertThat(config.target().settings().asWritten()).containsOnlyKeys("resource_group");
  }

  @Test
  void exactlyOneProviderBlockIsLeft() {
    folder.deployment(REGISTRY, DOCKER, "stages: {prod: {target: {azure: {resource_group: rg}}}}");

    assertThat(folder.faultsOfStage("prod"))
        .singleElement()
        .asString()
        .startsWith(
            "agent.yaml:5:28: deployment.stages.prod.target.azure: is the block of another provider"
                + " than 'docker'");
    assertThat(folder.config().target().provider()).isEqualTo("docker");
  }

  @Test
  void faultsOfAStageAreToldUnderItsOwnKeys() {
    folder.deployment(
        "registry: {url: ghcr.io, repository: acme/bot, tag_strategy: odd}",
        DOCKER,
        "stages:",
        "  prod:",
        "    port: x",
        "    registry: {repository: '${REPO}'}",
        "    protocol: '${PROTOCOL}'",
        "    environment: {1A: b}");

    assertThat(folder.faultsOfStage("prod"))
        .extracting(fault -> fault.substring(0, fault.indexOf(": ", fault.indexOf(": ") + 1)))
        .containsExactly(
            "agent.yaml:3:64: deployment.registry.tag_strategy",
            "agent.yaml:7:13: deployment.stages.prod.port",
            "agent.yaml:8:30: deployment.stages.prod.registry.repository",
            "agent.yaml:9:17: deployment.stages.prod.protocol",
            "agent.yaml:10:21: deployment.stages.prod.environment.1A");
  }

  @Test
  void aStageThatIsNotThereIsRefusedWithThoseThatAre() {
    folder.deployment(REGISTRY, DOCKER, "stages: {prod: {}, dev: {}}");

    assertThat(folder.faultsOfStage("prd"))
        .containsExactly(
            "agent.yaml:5:3: deployment.stages: there is no stage 'prd'; did you mean 'prod'?"
                + " (use one of dev, prod; without --stage the block itself)");
    folder.deployment(REGISTRY, DOCKER);
    assertThat(folder.faultsOfStage("prod"))
        .singleElement()
        .asString()
        .endsWith(
            "there is no stage 'prod' (add 'stages: {prod: {}}' with the keys that differ in it)");
    folder.agent("name: bot");
    assertThat(folder.faultsOf(() -> folder.stage("prod", Target.LOCAL))).hasSize(1);
  }

  @Test
  void theShapeOfEveryStageIsChecked() {
    folder.deployment(
        REGISTRY,
        DOCKER,
        "stages: {prod: {port: 1, prot: 2, stages: {}}, dev: 5, default: {}, local: {}, A/b: {}}");

    List<String> faults = folder.faults();

    assertThat(faults)
        .satisfiesExactly(
            fault ->
                assertThat(fault)
                    .startsWith("agent.yaml:5:28: deployment.stages.prod.prot: is not a known key;")
                    .contains("did you mean 'port'?"),
            fault ->
                assertThat(fault).contains("deployment.stages.prod.stages: is not a known key"),
            fault -> assertThat(fault).contains("deployment.stages.dev: must be a block of keys"),
            fault -> assertThat(fault).contains("deployment.stages.default: this name is taken"),
            fault -> assertThat(fault).contains("deployment.stages.local: this name is taken"),
            fault -> assertThat(fault).contains("deployment.stages.A/b: is no name of a stage"));
    assertThat(folder.faultsOfStage("prod")).as("told once").isEqualTo(faults);
  }

  @Test
  void variablesAreResolvedForTheStageThatIsAskedFor() {
    folder
        .variable("PROD_REPO", "acme/prod")
        .deployment(
            REGISTRY,
            DOCKER,
            "environment: {API_KEY: literal, MODE: ok}",
            "stages:",
            "  prod: {registry: {repository: '${PROD_REPO}'}, environment: {API_KEY: '${KEY}'}}",
            "  dev: {registry: {repository: '${NOT_SET}'}}");

    DeploymentConfig config = folder.stage("prod");

    assertThat(config.repository()).isEqualTo("ghcr.io/acme/prod");
    assertThat(folder.config().repository()).isEqualTo("ghcr.io/acme/bot");
    assertThat(
            new EnvironmentResolver(Variables.of(Map.of("KEY", "s3cret")))
                .resolve(config.environment()))
        .containsExactlyInAnyOrder(
            new EnvironmentVariable("API_KEY", Secret.of("s3cret")),
            new EnvironmentVariable("MODE", new Plain("ok")));
    assertThat(
            folder.faultsOf(
                () ->
                    new EnvironmentResolver(Variables.of(Map.of())).resolve(config.environment())))
        .singleElement()
        .asString()
        .startsWith(
            "agent.yaml:7:75: deployment.stages.prod.environment.API_KEY: the environment variable"
                + " KEY is not set");
  }

  @Test
  void layersAreMergedWithinAStage() {
    folder
        .userConfig(
            "config.yml",
            "deployment: {stages: {prod: {port: 1, target: {provider: azure, azure: {cpu: 1}}}}}\n")
        .deployment(
            REGISTRY,
            DOCKER,
            "port: 2",
            "stages: {prod: {timeout: 9m, target: {provider: docker, docker: {cpu: 3}}}}");

    DeploymentConfig config = folder.stage("prod");

    assertThat(config.port()).as("a stage goes before the block").isEqualTo(1);
    assertThat(config.timeout()).hasMinutes(9);
    assertThat(config.target().settings().asWritten()).hasToString("{cpu=3, memory=1Gi}");
  }

  @Test
  void theLocalEngineInPlaceOfAStagesTargetHasAStageOfItsOwn() {
    folder.deployment(
        REGISTRY,
        "target: {provider: azure, azure: {}}",
        "stages: {prod: {port: 9443}, dev: {target: {provider: docker}}}");

    DeploymentConfig prod = folder.stage("prod", Target.LOCAL).deployment().orElseThrow();

    assertThat(prod.stage()).isEqualTo("prod@local");
    assertThat(prod.target().provider()).isEqualTo("docker");
    assertThat(prod.port()).isEqualTo(9443);
    assertThat(folder.stage("dev", Target.LOCAL).deployment().orElseThrow().stage())
        .as("runs there anyway")
        .isEqualTo("dev");
    assertThat(folder.load(Target.LOCAL).deployment().orElseThrow().stage()).isEqualTo("local");
  }
}
