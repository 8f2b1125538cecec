package ai.holodeck.deploy.cli.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows in columns, each as wide as its widest cell. */
final class Columns {

  private static final String GAP = "   ";
  private final List<List<String>> rows = new ArrayList<>();

  Columns(String... heads) {
    row(heads);
  }

  Columns row(String... cells) {
    rows.add(Arrays.asList(cells));
    return this;
  }

  /** One line each, without a line break at the end. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(width(i) - row.get(i).length())).append(GAP);
      }
      lines.add(line.toString().stripTrailing());
    }
    return String.join("\n", lines);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
