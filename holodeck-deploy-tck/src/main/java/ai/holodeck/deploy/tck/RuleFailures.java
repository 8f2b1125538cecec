package ai.holodeck.deploy.tck;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Puts the rule before whatever failed: its id, its sentence, what was expected and what was found.
 */
final class RuleFailures implements TestExecutionExceptionHandler {
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    if (failure instanceof TestAbortedException) {
      throw failure;
    }
    throw AnnotationSupport.findAnnotation(context.getElement(), Rule.class)
        .map(rule -> named(rule, context, failure))
        .orElse(failure);
  }

  private static Throwable named(Rule rule, ExtensionContext context, Throwable failure) {
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
    text.append("\nwhere:    ").append(context.getRequiredTestClass().getName());
    text.append(", rule in ").append(context.getRequiredTestMethod().getDeclaringClass().getName());
    return new RuleViolation(rule, text.toString(), failure);
  }
}
