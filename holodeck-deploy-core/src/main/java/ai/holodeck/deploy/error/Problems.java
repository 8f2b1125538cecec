package ai.holodeck.deploy.error;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the faults of a configuration, so that all are reported at once. Not thread-safe. */
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  /** Adds a fault; the parameters are those of {@link Problem}. */
  public void add(Position position, String key, String rule, String fix) {
    add(new Problem(position, key, rule, fix));
  }

  /** Adds a fault; one that is known already is not repeated. */
  public void add(Problem problem) {
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** How many there are. */
  public int count() {
    return found.size();
  }

  /**
   * The faults, file by file in the order in which the files first had one, then by line and
   * column.
   */
  public List<Problem> sorted() {
    Map<Path, Integer> files = new LinkedHashMap<>();
    found.forEach(problem -> files.putIfAbsent(problem.position().file(), files.size()));
    return found.stream()
        .sorted(
            Comparator.<Problem>comparingInt(
                    problem -> files.getOrDefault(problem.position().file(), 0))
                .thenComparingInt(problem -> problem.position().line())
                .thenComparingInt(problem -> problem.position().column()))
        .toList();
  }

  /**
   * Ends the collecting.
   *
   * @throws ConfigException with every fault, when there is one
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new ConfigException(sorted());
    }
  }
}
