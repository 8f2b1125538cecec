package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What an author reads of a broken rule, and of which one first. */
class RuleViolationTest {
  @Test
  void whatWasComparedIsNamed() {
    Throwable failure =
        catchThrowable(() -> assertThat(1).as("the number of services").isEqualTo(2));

    assertThat(message(failure))
        .contains("\nabout:    the number of services\nexpected: 2\nactual:   1\nwhere:    ");
  }

  @Test
  void placeIsTheRulesLineAndNotAHelpers() {
    Throwable failure =
        thrownAt(
            frame("java.net.Socket", "connect"),
            frame("com.example.AcmeDeployer", "deploy"),
            frame("ai.holodeck.deploy.tck.DeployerTrial", "deploy"),
            frame("ai.holodeck.deploy.tck.DeployRules", "deployGivesIdAndName"),
            frame("ai.holodeck.deploy.tck.RuleRun", "run"));

    assertThat(message(failure))
        .contains("\nthrown:   at com.example.AcmeDeployer.deploy(AcmeDeployer.java:7)")
        .endsWith(
            "Test, at ai.holodeck.deploy.tck.DeployRules.deployGivesIdAndName(DeployRules.java:7)");
  }

  @Test
  void placeOfARefusalIsItsRule() {
    Throwable failure =
        thrownAt(
            frame("ai.holodeck.deploy.tck.Refusal", "assertRefused"),
            frame("ai.holodeck.deploy.tck.RefusalRules", "unknownOptionIsRefused"),
            frame("ai.holodeck.deploy.tck.RuleRun", "run"));

    assertThat(message(failure)).contains("RefusalRules.unknownOptionIsRefused(");
  }

  @Test
  void rulesRunInTheOrderOfTheirIds() {
    TestPlan plan =
        LauncherFactory.create()
            .discover(
                LauncherDiscoveryRequestBuilder.request()
                    .selectors(selectClass(Subjects.Provider.class))
                    .build());
    TestIdentifier engine = plan.getRoots().iterator().next();
    TestIdentifier contract = plan.getChildren(engine).iterator().next();

    List<String> ids =
        plan.getChildren(contract).stream()
            .map(test -> (MethodSource) test.getSource().orElseThrow())
            .flatMap(source -> Rules.of(source.getJavaMethod()).stream())
            .map(Rule::id)
            .toList();

    assertThat(ids).hasSizeGreaterThan(60).isSorted();
  }

  private static String message(Throwable failure) {
    Rule rule = Rules.ofContract(DeployerContract.class).all().iterator().next();
    return String.valueOf(RuleViolation.of(rule, failure, RuleViolationTest.class).getMessage());
  }

  private static Throwable thrownAt(StackTraceElement... frames) {
    Throwable failure = new IllegalStateException("it does not work");
    failure.setStackTrace(frames);
    return failure;
  }

  private static StackTraceElement frame(String type, String method) {
    String file = type.substring(type.lastIndexOf('.') + 1) + ".java";
    return new StackTraceElement(type, method, file, 7);
  }
}
