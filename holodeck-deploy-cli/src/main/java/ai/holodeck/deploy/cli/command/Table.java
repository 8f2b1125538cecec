package ai.holodeck.deploy.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Names and values in two columns. */
final class Table {

  private static final int NAME_WIDTH = 12;
  private final List<String> lines = new ArrayList<>();

  Table row(String name, String value) {
    lines.add(name + " ".repeat(Math.max(1, NAME_WIDTH - name.length())) + value);
    return this;
  }

  /** One line each, without a line break at the end. */
  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
