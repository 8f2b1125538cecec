package ai.holodeck.deploy.tck;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opentest4j.AssertionFailedError;

/**
 * An adapter broke a rule. The message has the rule's id and sentence, what was expected, what was
 * found, and where to look.
 */
public final class RuleViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private static final Pattern ABOUT = Pattern.compile("\\s*\\[(.*)]\\s*\\n");

  private final String ruleId;

  private RuleViolation(String ruleId, String message, Throwable cause) {
    super(message, cause);
    this.ruleId = ruleId;
  }

  static RuleViolation of(Rule rule, Throwable failure, Class<?> testClass) {
    StringBuilder text = new StringBuilder();
    text.append("\nrule ").append(rule.id()).append(": ").append(rule.text());
    if (failure instanceof AssertionFailedError compared
        && compared.isExpectedDefined()
        && compared.isActualDefined()) {
      about(failure).ifPresent(what -> text.append("\nabout:    ").append(what));
      text.append("\nexpected: ").append(compared.getExpected().getStringRepresentation());
      text.append("\nactual:   ").append(compared.getActual().getStringRepresentation());
    } else if (failure instanceof AssertionError) {
      text.append("\nfound: ").append(String.valueOf(failure.getMessage()).strip());
    } else {
      text.append("\nexpected: no exception but those that the rule names");
      text.append("\nactual:   ").append(failure);
      adapterFrame(failure).ifPresent(frame -> text.append("\nthrown:   at ").append(frame));
    }
    text.append("\nwhere:    ").append(testClass.getName()).append(", ").append(place(failure));
    return new RuleViolation(rule.id(), text.toString(), failure);
  }

  /** What AssertJ writes first, in brackets, where an assertion says what it is about. */
  private static Optional<String> about(Throwable failure) {
    Matcher described = ABOUT.matcher(String.valueOf(failure.getMessage()));
    return described.lookingAt() ? Optional.of(described.group(1)) : Optional.empty();
  }

  /** The rule's line that noticed: a helper's would be the same for many rules. */
  private static String place(Throwable failure) {
    return frame(failure, RuleViolation::isRule)
        .or(() -> frame(failure, RuleViolation::isKit))
        .or(() -> frame(failure, frame -> true))
        .map(frame -> "at " + frame)
        .orElse("no place known");
  }

  /** Where the adapter, or a library of its, threw what the rule does not allow. */
  private static Optional<StackTraceElement> adapterFrame(Throwable failure) {
    return frame(
        failure, frame -> !isKit(frame) && !frame.getClassName().matches("(java|jdk|sun)\\..*"));
  }

  private static Optional<StackTraceElement> frame(
      Throwable failure, Predicate<StackTraceElement> wanted) {
    return Arrays.stream(failure.getStackTrace()).filter(wanted).findFirst();
  }

  private static boolean isKit(StackTraceElement frame) {
    return frame.getClassName().startsWith(RuleViolation.class.getPackageName() + ".");
  }

  private static boolean isRule(StackTraceElement frame) {
    return isKit(frame) && frame.getClassName().matches(".*(Rules|Contract)");
  }

  /** Which rule. */
  public String ruleId() {
    return ruleId;
  }
}
