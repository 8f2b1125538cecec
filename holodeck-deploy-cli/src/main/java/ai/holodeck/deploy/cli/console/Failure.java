package ai.holodeck.deploy.cli.console;

import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.error.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is told of a failure.
 *
 * @param code stable name of the kind of failure
 * @param category the category in lower case
 * @param exitCode 1 to 255
 * @param what what failed, and on what
 * @param details lines below; may be empty
 * @param remedy what to do
 * @param problems each fault in a configuration file; may be empty
 */
public record Failure(
    String code,
    String category,
    int exitCode,
    String what,
    List<String> details,
    String remedy,
    List<Problem> problems) {

  /** The exit code of a defect of this program (BSD {@code sysexits.h}, {@code EX_SOFTWARE}). */
  public static final int INTERNAL = 70;

  /** A failure that was foreseen. */
  public static Failure of(DeployException exception) {
    ErrorCategory category = exception.code().category();
    List<Problem> problems =
        exception instanceof ConfigException config ? config.problems() : List.of();
    return new Failure(
        exception.code().id(),
        category.name().toLowerCase(Locale.ROOT),
        category.exitCode(),
        problems.size() == 1 ? withoutFix(problems.get(0)) : exception.what(),
        exception.details(),
        exception.remedy(),
        problems);
  }

  /** A single fault has its fix as the remedy already. */
  private static String withoutFix(Problem problem) {
    return problem.position()
        + ": "
        + (problem.key().isEmpty() ? "" : problem.key() + ": ")
        + problem.rule();
  }

  /** A command line that cannot be understood. */
  public static Failure ofUsage(String what, List<String> details, String remedy) {
    return of(new DeployException(CoreError.USAGE, what, remedy, details, null));
  }

  /**
   * A failure that nobody foresaw. Its message is not shown: it comes from anywhere and may hold a
   * secret.
   *
   * @param invocation how to run the same command with a stack trace
   */
  public static Failure ofDefect(Throwable defect, String invocation) {
    String place = defect.getStackTrace().length > 0 ? " at " + defect.getStackTrace()[0] : "";
    return new Failure(
        "INTERNAL",
        "internal",
        INTERNAL,
        "this is a defect of holodeck itself: " + defect.getClass().getName() + place,
        List.of(),
        "run '"
            + invocation
            + "' and report what it prints, with 'holodeck --version', to the maintainers",
        List.of());
  }

  String text(boolean painted) {
    StringBuilder text = new StringBuilder();
    text.append(Style.ERROR.apply("error[" + code + "]:", painted))
        .append(' ')
        .append(indented(what))
        .append('\n');
    details.forEach(line -> text.append("  ").append(indented(line)).append('\n'));
    return text.append(Style.FIX.apply("fix:", painted))
        .append(' ')
        .append(indented(remedy))
        .append('\n')
        .toString();
  }

  Map<String, ?> document() {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("category", category);
    error.put("exit_code", exitCode);
    error.put("what", what);
    error.put("details", details);
    error.put("remedy", remedy);
    List<Object> faults = new ArrayList<>();
    for (Problem problem : problems) {
      Map<String, Object> fault = new LinkedHashMap<>();
      fault.put("file", problem.position().file());
      fault.put("line", problem.position().line());
      fault.put("column", problem.position().column());
      fault.put("key", problem.key());
      fault.put("rule", problem.rule());
      fault.put("fix", problem.fix());
      faults.add(fault);
    }
    error.put("problems", faults);
    return Map.of("error", error);
  }

  private static String indented(String text) {
    return Printable.of(text).strip().replace("\n", "\n    ");
  }
}
