package ai.holodeck.deploy.tck;

import org.opentest4j.AssertionFailedError;

/**
 * An adapter broke a rule. The message has the rule's id and sentence, what was expected, what was
 * found, and where to look.
 */
public final class RuleViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

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
      text.append("\nexpected: ").append(compared.getExpected().getStringRepresentation());
      text.append("\nactual:   ").append(compared.getActual().getStringRepresentation());
    } else if (failure instanceof AssertionError) {
      text.append("\nfound: ").append(String.valueOf(failure.getMessage()).strip());
    } else {
      text.append("\nexpected: no exception but those that the rule names");
      text.append("\nactual:   ").append(failure);
    }
    text.append("\nwhere:    ").append(testClass.getName()).append(", ").append(place(failure));
    return new RuleViolation(rule.id(), text.toString(), failure);
  }

  /** The line of the kit, or else of the adapter, that noticed. */
  private static String place(Throwable failure) {
    String kit = RuleViolation.class.getPackageName() + ".";
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(kit) && !frame.getClassName().contains("Refusal")) {
        return "at " + frame;
      }
    }
    return failure.getStackTrace().length == 0
        ? "no place known"
        : "at " + failure.getStackTrace()[0];
  }

  /** Which rule. */
  public String ruleId() {
    return ruleId;
  }
}
