package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Runs the rules of a contract: decides what came of each, and has the report written. */
final class RuleRun
    implements BeforeAllCallback,
        InvocationInterceptor,
        LifecycleMethodExecutionExceptionHandler,
        AfterAllCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(RuleRun.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> contract = context.getRequiredTestClass();
    Rules.ofContract(contract)
        .replacedIn(contract)
        .ifPresent(
            id -> {
              throw new AssertionError(
                  contract.getName()
                      + " replaces the test of rule "
                      + id
                      + "; declare what the adapter cannot keep in deviations() instead");
            });
    context.getStore(HERE).put(Outcomes.class, new Outcomes());
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> call,
      ExtensionContext context)
      throws Throwable {
    Optional<Rule> rule = Rules.of(call.getExecutable());
    if (rule.isEmpty()) {
      invocation.proceed();
      return;
    }
    Contract contract = (Contract) context.getRequiredTestInstance();
    run(rule.get(), contract, invocation, context);
  }

  private static void run(
      Rule rule, Contract contract, Invocation<Void> invocation, ExtensionContext context)
      throws Throwable {
    Outcomes outcomes = outcomes(context);
    Subject subject = contract.subject();
    outcomes.tested(subject, contract.deviations());
    List<Capability> undeclared =
        Arrays.stream(rule.needs())
            .filter(capability -> !subject.capabilities().contains(capability))
            .toList();
    Optional<String> deviation = Optional.ofNullable(contract.deviations().get(rule.id()));
    try {
      if (undeclared.isEmpty()) {
        invocation.proceed();
      } else {
        invocation.skip();
        undeclared.forEach(contract::assertRefuses);
      }
    } catch (TestAbortedException e) {
      outcomes.put(rule, Outcome.NOT_TESTED, String.valueOf(e.getMessage()));
      throw e;
    } catch (Throwable failure) {
      if (deviation.isEmpty()) {
        throw failed(rule, failure, context);
      }
      outcomes.put(rule, Outcome.DEVIATES, deviation.get());
      return;
    }
    if (deviation.isPresent()) {
      throw failed(
          rule,
          new AssertionError("the rule is kept, though declared as broken; remove the declaration"),
          context);
    }
    outcomes.put(
        rule,
        undeclared.isEmpty() ? Outcome.PASS : Outcome.REFUSED_AS_DECLARED,
        undeclared.isEmpty() ? contract.remark() : undeclared.get(0) + " is not declared");
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw named(context, failure);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw named(context, failure);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Outcomes outcomes = outcomes(context);
    Rules rules = Rules.ofContract(context.getRequiredTestClass());
    outcomes
        .subject()
        .ifPresent(
            subject ->
                new Report(context.getRequiredTestClass(), subject, rules, outcomes)
                    .write(
                        context
                            .getConfigurationParameter("holodeck.tck.reports")
                            .orElse("target/tck")));
    for (String id : outcomes.deviations().keySet()) {
      if (!rules.ids().contains(id)) {
        throw new AssertionError(
            "deviations() names '" + id + "', which is no rule of this contract");
      }
    }
  }

  private static Throwable named(ExtensionContext context, Throwable failure) {
    return context
        .getTestMethod()
        .flatMap(Rules::of)
        .<Throwable>map(rule -> failed(rule, failure, context))
        .orElse(failure);
  }

  private static RuleViolation failed(Rule rule, Throwable failure, ExtensionContext context) {
    RuleViolation violation = RuleViolation.of(rule, failure, context.getRequiredTestClass());
    outcomes(context).put(rule, Outcome.FAIL, String.valueOf(failure.getMessage()).strip());
    return violation;
  }

  private static Outcomes outcomes(ExtensionContext context) {
    return context.getStore(HERE).get(Outcomes.class, Outcomes.class);
  }
}
