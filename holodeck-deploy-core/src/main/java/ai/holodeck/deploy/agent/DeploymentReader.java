package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Sequence;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.Substitution;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.revision.TagStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the merged deployment block: resolves what every command needs, and checks every key. */
final class DeploymentReader {
  static final String KEY = "deployment";

  private final Problems problems;
  private final Substitution substitution;
  private final Target target;
  private final ProviderSchemas schemas;

  DeploymentReader(Variables variables, Target target, ProviderSchemas schemas, Problems problems) {
    this.schemas = schemas;
    this.problems = problems;
    this.substitution = new Substitution(variables, problems);
    this.target = target;
  }

  /** Empty when there was a fault. */
  Optional<DeploymentConfig> read(ChosenStage stage, String agentName) {
    int faults = problems.count();
    Mapping written = stage.block();
    boolean replaced = TargetBlock.isReplaced(written, target);
    Mapping block = replaced ? written.without("target") : written;
    Settings settings = new Settings(KEY, resolve(block));
    Optional<DeploymentBlock> bound = settings.bind(DeploymentBlock.class, problems);
    Optional<RegistryBlock> registry = registry(settings);
    Optional<TargetSettings> where = new TargetBlock(problems).read(settings, target);
    where.ifPresent(this::check);
    List<EnvironmentEntry> environment = environment(settings, stage);
    Stages.in(written).check(problems);
    if (problems.count() > faults || bound.isEmpty() || where.isEmpty()) {
      return Optional.empty();
    }
    DeploymentBlock all = bound.get();
    return Optional.of(
        DeploymentConfig.builder(
                registry.map(RegistryBlock::imageRepository).orElse(LocalName.of(agentName)),
                where.get())
            .stage(stage.key(replaced))
            .tagStrategy(registry.map(RegistryBlock::strategy).orElse(new TagStrategy.Latest()))
            .credentialsEnvPrefix(
                registry
                    .flatMap(RegistryBlock::credentialsEnvPrefix)
                    .map(RegistryBlock.Prefix::value))
            .protocol(all.protocol())
            .port(all.port().number())
            .healthCheckPath(all.healthCheckPath().value())
            .environment(environment)
            .platform(all.platform())
            .baseImage(all.baseImage().map(DeploymentBlock.BaseImage::value))
            .timeout(all.timeout())
            .state(all.state())
            .build());
  }

  private void check(TargetSettings where) {
    schemas.schemaOf(where.provider()).ifPresent(schema -> where.settings().bind(schema, problems));
  }

  private Mapping resolve(Mapping block) {
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>(block.entries());
    for (BlockKey key : BlockKey.values()) {
      entries.computeIfPresent(
          key.key(),
          (name, entry) -> {
            String path = KEY + "." + name;
            return switch (key.resolved()) {
              case ALWAYS ->
                  new Mapping.Entry(entry.keyPosition(), substitution.resolve(path, entry.value()));
              case AT_START -> entry;
              case NEVER ->
                  new Mapping.Entry(entry.keyPosition(), refuseReferences(path, entry.value()));
            };
          });
    }
    return new Mapping(block.position(), entries);
  }

  private Node refuseReferences(String path, Node node) {
    if (node instanceof Scalar scalar && !Substitution.namesIn(scalar.text()).isEmpty()) {
      problems.add(
          scalar.position(),
          path,
          "variables are not resolved in this key, found '" + scalar.text() + "'",
          "write the value itself; ${…} works in "
              + String.join(
                  ", ",
                  Arrays.stream(BlockKey.values())
                      .filter(key -> key.resolved() != BlockKey.Resolved.NEVER)
                      .filter(key -> key != BlockKey.STAGES)
                      .map(BlockKey::key)
                      .toList()));
      return new Scalar(scalar.position(), scalar.text(), Scalar.Kind.UNRESOLVED);
    }
    return node;
  }

  /** On the local engine an image needs no registry to be named after. */
  private Optional<RegistryBlock> registry(Settings settings) {
    Optional<Node> node = settings.block().get("registry");
    if (node.isEmpty() && target == Target.LOCAL) {
      return Optional.empty();
    }
    Node block = node.orElse(Mapping.empty(settings.block().positionOf("registry")));
    return block instanceof Mapping registry
        ? new Settings(KEY + ".registry", registry).bind(RegistryBlock.class, problems)
        : Optional.empty();
  }

  private List<EnvironmentEntry> environment(Settings settings, ChosenStage stage) {
    List<EnvironmentEntry> result = new ArrayList<>();
    if (settings.block().get("environment").orElse(null) instanceof Mapping block) {
      block.entries().forEach((name, entry) -> variable(name, entry, stage).ifPresent(result::add));
    }
    return result;
  }

  private Optional<EnvironmentEntry> variable(String name, Mapping.Entry entry, ChosenStage stage) {
    String path = EnvironmentEntry.keyOf(name);
    if (!EnvironmentVariable.isName(name)) {
      problems.add(
          entry.keyPosition(),
          path,
          "is not a variable name",
          "use letters, digits and '_', not starting with a digit");
    }
    if (entry.value() instanceof Scalar scalar && !scalar.isNull()) {
      return Optional.of(
          new EnvironmentEntry(
              name, scalar.text(), scalar.position(), stage.path(path, scalar.position())));
    }
    String found = entry.value() instanceof Mapping ? "a block" : "nothing";
    problems.add(
        entry.value().position(),
        path,
        "must be a single value, found " + (entry.value() instanceof Sequence ? "a list" : found),
        "write text; '\"\"' for an empty value");
    return Optional.empty();
  }
}
