package ai.holodeck.deploy.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of one contract inside a test.
 *
 * @param passed how many rules passed
 * @param broken rule id to failure text
 * @param others failures that name no rule
 */
record KitRun(int passed, Map<String, String> broken, List<Throwable> others) {
  static KitRun of(Class<?> contract) {
    int[] passed = new int[1];
    Map<String, String> broken = new TreeMap<>();
    List<Throwable> others = new ArrayList<>();
    TestExecutionListener listener =
        new TestExecutionListener() {
          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            Throwable failure = result.getThrowable().orElse(null);
            if (failure instanceof RuleViolation violation) {
              broken.put(violation.ruleId(), String.valueOf(violation.getMessage()));
            } else if (failure != null) {
              others.add(failure);
            } else if (test.isTest()) {
              passed[0]++;
            }
          }
        };
    Launcher launcher =
        LauncherFactory.create(
            LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .build());
    launcher.execute(
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract)).build(),
        listener);
    return new KitRun(passed[0], broken, others);
  }
}
