package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Suggestion;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.release.DeploymentKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code deployment.stages}: by name, the keys in which a stage differs from the block around it.
 */
final class Stages {
  static final String PATH = DeploymentReader.KEY + "." + BlockKey.STAGES.key();

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MAX_NAME = 32;

  /** The block itself, and what {@code --local} makes of it. */
  private static final Set<String> TAKEN =
      Set.of(DeploymentKey.DEFAULT_STAGE, DeploymentConfig.LOCAL_STAGE);

  private static final List<String> KNOWN =
      Arrays.stream(BlockKey.values())
          .filter(key -> key != BlockKey.STAGES)
          .map(BlockKey::key)
          .toList();

  private final Position position;
  private final Map<String, Mapping.Entry> byName;

  private Stages(Position position, Map<String, Mapping.Entry> byName) {
    this.position = position;
    this.byName = byName;
  }

  static Stages in(Mapping deployment) {
    return new Stages(
        deployment.positionOf(BlockKey.STAGES.key()),
        deployment.get(BlockKey.STAGES.key()).orElse(null) instanceof Mapping stages
            ? stages.entries()
            : Map.of());
  }

  /**
   * The stages of two layers: where both have one of a name, laid over each other as the layers
   * are.
   */
  static Optional<Mapping.Entry> merged(Mapping lower, Mapping upper) {
    String key = BlockKey.STAGES.key();
    if (!(lower.get(key).orElse(null) instanceof Mapping below)
        || !(upper.get(key).orElse(null) instanceof Mapping above)) {
      return Optional.empty();
    }
    Map<String, Mapping.Entry> stages = new LinkedHashMap<>(below.overlay(above).entries());
    above
        .entries()
        .forEach(
            (name, over) -> {
              if (below.get(name).orElse(null) instanceof Mapping low
                  && over.value() instanceof Mapping high) {
                stages.put(
                    name, new Mapping.Entry(over.keyPosition(), TargetBlock.overlay(low, high)));
              }
            });
    return Optional.of(
        new Mapping.Entry(upper.positionOf(key), new Mapping(above.position(), stages)));
  }

  /** Checks the shape of every stage, also of those that nobody asked for. */
  void check(Problems problems) {
    byName.forEach(
        (name, entry) -> {
          checkName(name, entry.keyPosition(), problems);
          if (entry.value() instanceof Mapping overlay) {
            checkKeys(name, overlay, problems);
          } else if (!isNothing(entry.value())) {
            problems.add(
                entry.value().position(),
                PATH + "." + name,
                "must be a block of keys",
                "write the keys that differ in this stage");
          }
        });
  }

  private static void checkName(String name, Position where, Problems problems) {
    if (TAKEN.contains(name)) {
      problems.add(
          where,
          PATH + "." + name,
          "this name is taken: "
              + (name.equals(DeploymentKey.DEFAULT_STAGE)
                  ? "'default' is the block itself"
                  : "'local' is what --local uses"),
          "give the stage another name");
    } else if (!NAME.matcher(name).matches() || name.length() > MAX_NAME) {
      problems.add(
          where,
          PATH + "." + name,
          "is no name of a stage",
          "use at most " + MAX_NAME + " lower-case letters, digits and '-'");
    }
  }

  private static void checkKeys(String name, Mapping overlay, Problems problems) {
    overlay
        .entries()
        .forEach(
            (key, entry) -> {
              if (!KNOWN.contains(key)) {
                problems.add(
                    entry.keyPosition(),
                    PATH + "." + name + "." + key,
                    "is not a known key" + Suggestion.hint(key, KNOWN),
                    "known here: " + String.join(", ", KNOWN));
              }
            });
  }

  /**
   * What a stage says, as far as it is known here; empty, and a fault, when there is no such stage.
   */
  Optional<Mapping> find(String name, Problems problems) {
    Mapping.Entry entry = byName.get(name);
    if (entry == null) {
      Set<String> names = new TreeSet<>(byName.keySet());
      problems.add(
          position,
          PATH,
          "there is no stage '" + name + "'" + Suggestion.hint(name, names),
          names.isEmpty()
              ? "add 'stages: {" + name + ": {}}' with the keys that differ in it"
              : "use one of " + String.join(", ", names) + "; without --stage the block itself");
      return Optional.empty();
    }
    Mapping written =
        entry.value() instanceof Mapping overlay ? overlay : Mapping.empty(entry.keyPosition());
    Map<String, Mapping.Entry> known = new LinkedHashMap<>(written.entries());
    known.keySet().retainAll(KNOWN);
    return Optional.of(new Mapping(written.position(), known));
  }

  private static boolean isNothing(Node value) {
    return value instanceof Scalar scalar && scalar.isNull();
  }
}
