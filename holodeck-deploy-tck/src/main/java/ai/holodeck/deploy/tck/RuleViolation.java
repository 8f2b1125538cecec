package ai.holodeck.deploy.tck;

/** An adapter broke a rule. */
public final class RuleViolation extends AssertionError {
  private static final long serialVersionUID = 1L;

  private final String ruleId;

  RuleViolation(Rule rule, String message, Throwable cause) {
    super(message, cause);
    this.ruleId = rule.id();
  }

  /** Which rule. */
  public String ruleId() {
    return ruleId;
  }
}
