package ai.holodeck.deploy.tck;

import java.util.Comparator;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;

/** Runs rules in the order of their ids, so that the first to fail is the one to begin with. */
final class RuleOrder implements MethodOrderer {
  @Override
  public void orderMethods(MethodOrdererContext context) {
    context
        .getMethodDescriptors()
        .sort(
            Comparator.comparing(
                method -> method.findAnnotation(Rule.class).map(Rule::id).orElse("")));
  }
}
