package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.config.YamlFile;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.revision.TagStrategy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an agent file and the configuration around it: the user's own ({@code
 * ~/.holodeck/config.yml} or {@code .yaml}), the project's ({@code config.yml} or {@code
 * config.yaml} beside the agent file), the agent file; what stands in a higher layer wins. Reads
 * files only. Thread-safe when the variables are.
 */
public final class AgentLoader {
  private final Variables variables;
  private final Path userHome;
  private final ProviderSchemas schemas;

  /**
   * A loader that takes the blocks of providers as they are written.
   *
   * @param variables what {@code ${NAME}} is looked up in
   * @param userHome the folder that has {@code .holodeck}
   */
  public AgentLoader(Variables variables, Path userHome) {
    this(variables, userHome, provider -> Optional.empty());
  }

  /**
   * @param variables what {@code ${NAME}} is looked up in
   * @param userHome the folder that has {@code .holodeck}
   * @param schemas by which the block of a provider is checked along with all else
   */
  public AgentLoader(Variables variables, Path userHome, ProviderSchemas schemas) {
    this.variables = variables;
    this.userHome = userHome;
    this.schemas = schemas;
  }

  /** As the other, for the deployment block itself. */
  public AgentProject load(Path agentFile, Target target) {
    return load(agentFile, target, DeploymentKey.DEFAULT_STAGE);
  }

  /**
   * Loads an agent.
   *
   * @param agentFile the agent file; paths in it are relative to its folder
   * @param target the target that the deployment block is read for
   * @param stage which of {@code deployment.stages} is laid over the block; {@code default} for
   *     none
   * @throws ai.holodeck.deploy.error.ConfigException with every fault of every layer: file, line,
   *     column, key; also when there is no such stage
   */
  public AgentProject load(Path agentFile, Target target, String stage) {
    Problems problems = new Problems();
    Layers layers = Layers.read(agentFile, userHome, problems);
    Mapping agent =
        layers.agent().map(YamlFile::root).orElse(Mapping.empty(Position.of(agentFile)));

    ReferencedFiles files = new ReferencedFiles(agentFile, problems);
    ImageNeeds needs = new ImageNeeds();
    AgentReader reader = new AgentReader(layers, agent, files, needs, problems);
    Optional<String> name = Optional.empty();
    if (layers.agent().isPresent()) {
      name = reader.name();
      reader.read();
    }
    Optional<Mapping> block = layers.deployment(problems);
    Optional<DeploymentConfig> deployment =
        deployment(block, name.orElse("agent"), target, stage, agentFile, problems);
    byte[] agentYaml = cut(layers.agent(), problems).orElse(new byte[0]);
    Optional<byte[]> configYaml =
        cut(layers.project(), problems).filter(bytes -> hasMoreThanTheBlock(layers.project()));
    problems.throwIfAny();

    List<String> notices = new ArrayList<>(layers.notices());
    notices.addAll(needs.notices());
    return new AgentProject(
        agentFile,
        name.orElseThrow(),
        files.found(),
        needs.needsNodejs(),
        needs.extras(),
        agentYaml,
        configYaml,
        deployment,
        notices);
  }

  private Optional<DeploymentConfig> deployment(
      Optional<Mapping> block,
      String agentName,
      Target target,
      String stage,
      Path agentFile,
      Problems problems) {
    Mapping written = block.orElse(Mapping.empty(Position.of(agentFile)));
    Problems found = new Problems();
    ChosenStage chosen = ChosenStage.of(written, stage, found);
    Optional<DeploymentConfig> config =
        block.isPresent()
            ? new DeploymentReader(variables, target, schemas, found).read(chosen, agentName)
            : Optional.of(target)
                .filter(Target.LOCAL::equals)
                .map(local -> bare(agentName, agentFile));
    found.sorted().forEach(fault -> problems.add(chosen.placed(fault)));
    return config;
  }

  private static DeploymentConfig bare(String agentName, Path agentFile) {
    Settings none =
        Settings.empty(
            Position.of(agentFile), DeploymentReader.KEY + ".target." + TargetBlock.LOCAL_PROVIDER);
    return DeploymentConfig.builder(
            LocalName.of(agentName), new TargetSettings(TargetBlock.LOCAL_PROVIDER, none))
        .stage(DeploymentConfig.LOCAL_STAGE)
        .tagStrategy(new TagStrategy.Latest())
        .build();
  }

  private static Optional<byte[]> cut(Optional<YamlFile> file, Problems problems) {
    return file.map(yaml -> yaml.without(DeploymentReader.KEY, problems));
  }

  private static boolean hasMoreThanTheBlock(Optional<YamlFile> file) {
    return file.map(yaml -> !yaml.root().without(DeploymentReader.KEY).entries().isEmpty())
        .orElse(false);
  }
}
