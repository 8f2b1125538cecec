package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Sequence;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problem;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.release.DeploymentKey;
import java.util.HashSet;
import java.util.Set;

/**
 * The deployment block as one stage has it: what is common to all, with the stage's own keys laid
 * over it.
 */
final class ChosenStage {
  private final String name;
  private final Mapping block;
  private final Set<Position> own;

  private ChosenStage(String name, Mapping block, Set<Position> own) {
    this.name = name;
    this.block = block;
    this.own = own;
  }

  /** The block itself for {@code default}, and, with a fault, for a stage that is not there. */
  static ChosenStage of(Mapping written, String name, Problems problems) {
    if (name.equals(DeploymentKey.DEFAULT_STAGE)) {
      return new ChosenStage(name, written, Set.of());
    }
    return Stages.in(written)
        .find(name, problems)
        .map(
            overlay ->
                new ChosenStage(name, TargetBlock.overlay(written, overlay), positions(overlay)))
        .orElseGet(() -> new ChosenStage(name, written, Set.of()));
  }

  Mapping block() {
    return block;
  }

  /**
   * What its record, lock and history belong to. The local engine in place of the stage's own
   * target has others; no stage can be called so.
   */
  String key(boolean replaced) {
    if (!replaced) {
      return name;
    }
    return name.equals(DeploymentKey.DEFAULT_STAGE)
        ? DeploymentConfig.LOCAL_STAGE
        : name + "@" + DeploymentConfig.LOCAL_STAGE;
  }

  /** A fault under the key where it was written. */
  Problem placed(Problem fault) {
    return new Problem(
        fault.position(), path(fault.key(), fault.position()), fault.rule(), fault.fix());
  }

  /** The path of a key of the block, as it is written at this place. */
  String path(String key, Position position) {
    String block = DeploymentReader.KEY + ".";
    return own.contains(position) && key.startsWith(block) && !key.startsWith(Stages.PATH)
        ? Stages.PATH + "." + name + "." + key.substring(block.length())
        : key;
  }

  private static Set<Position> positions(Node node) {
    Set<Position> positions = new HashSet<>(Set.of(node.position()));
    if (node instanceof Mapping mapping) {
      mapping
          .entries()
          .values()
          .forEach(
              entry -> {
                positions.add(entry.keyPosition());
                positions.addAll(positions(entry.value()));
              });
    } else if (node instanceof Sequence list) {
      list.items().forEach(item -> positions.addAll(positions(item)));
    }
    return positions;
  }
}
