package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.config.YamlFile;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
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

  /**
   * Loads an agent.
   *
   * @param agentFile the agent file; paths in it are relative to its folder
   * @param target the target that the deployment block is read for
   * @throws ai.holodeck.deploy.error.ConfigException with every fault of every layer: file, line,
   *     column, key
   */
  public AgentProject load(Path agentFile, Target target) {
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
        deployment(block, name.orElse("agent"), target, agentFile, problems);
    byte[] agentYaml = cut(layers.agent(), problems).orElse(new byte[0]);
    Optional<byte[]> configYaml =
        cut(layers.project(), problems).filter(bytes -> hasMoreThanTheBlock(layers.project()));
    problems.throwIfAny();

    List<String> notices = new ArrayList<>(layers.notices());
    notices.addAll(needs.notices());
    block
        .filter(keys -> keys.get(BlockKey.STAGES.key()).isPresent())
        .map(keys -> keys.positionOf(BlockKey.STAGES.key()))
        .ifPresent(
            position ->
                notices.add(
                    position + ": stages cannot be chosen yet: the block is used without them"));
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
      Optional<Mapping> block, String agentName, Target target, Path agentFile, Problems problems) {
    if (block.isPresent()) {
      return new DeploymentReader(variables, target, schemas, problems)
          .read(block.get(), agentName);
    }
    if (target == Target.AS_WRITTEN) {
      return Optional.empty();
    }
    Settings none =
        Settings.empty(
            Position.of(agentFile), DeploymentReader.KEY + ".target." + TargetBlock.LOCAL_PROVIDER);
    return Optional.of(
        DeploymentConfig.builder(
                LocalName.of(agentName), new TargetSettings(TargetBlock.LOCAL_PROVIDER, none))
            .stage(DeploymentConfig.LOCAL_STAGE)
            .tagStrategy(new TagStrategy.Latest())
            .build());
  }

  private static Optional<byte[]> cut(Optional<YamlFile> file, Problems problems) {
    return file.map(yaml -> yaml.without(DeploymentReader.KEY, problems));
  }

  private static boolean hasMoreThanTheBlock(Optional<YamlFile> file) {
    return file.map(yaml -> !yaml.root().without(DeploymentReader.KEY).entries().isEmpty())
        .orElse(false);
  }
}
