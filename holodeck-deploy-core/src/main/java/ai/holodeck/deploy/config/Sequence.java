package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import java.util.List;

/**
 * A list of values.
 *
 * @param position where it starts
 * @param items in file order
 */
public record Sequence(Position position, List<Node> items) implements Node {
  public Sequence {
    items = List.copyOf(items);
  }

  @Override
  public String toString() {
    return items.toString();
  }
}
