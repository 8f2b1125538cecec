package ai.holodeck.deploy.tck;

/** What came of one rule. */
public enum Outcome {
  /** The rule is kept. */
  PASS,
  /** The rule is about an ability that is not declared, and the adapter refuses it as it must. */
  REFUSED_AS_DECLARED,
  /** The rule was not tried; the report says why. */
  NOT_TESTED,
  /** The rule is broken, as the adapter's author has declared. */
  DEVIATES,
  /** The rule is broken. */
  FAIL
}
