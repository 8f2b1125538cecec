package ai.holodeck.deploy.error;

import java.util.List;

/** Every fault found in the configuration, reported at once. */
public final class ConfigException extends DeployException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems at least one, in the order of their positions
   */
  public ConfigException(List<Problem> problems) {
    super(
        CoreError.CONFIG_INVALID,
        problems.size() == 1
            ? problems.get(0).fault()
            : problems.size() + " faults in the configuration",
        problems.size() == 1
            ? problems.get(0).fix()
            : "correct each line named above, then run the command again",
        problems.size() == 1 ? List.of() : problems.stream().map(Problem::toString).toList(),
        null);
    this.problems = List.copyOf(problems);
  }

  /** The faults, at least one. */
  public List<Problem> problems() {
    return problems;
  }
}
