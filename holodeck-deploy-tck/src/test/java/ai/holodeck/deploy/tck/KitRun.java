package ai.holodeck.deploy.tck;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
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
 * @param report the text of its report; empty when it wrote none
 * @param json the same as JSON
 */
record KitRun(
    int passed, Map<String, String> broken, List<Throwable> others, String report, String json) {
  static KitRun of(Class<?> contract) {
    return of(contract, selectClass(contract));
  }

  /** Of some of its rules only. */
  static KitRun of(Class<?> contract, DiscoverySelector rules) {
    try {
      Path reports = Files.createTempDirectory("kit-run");
      try {
        return run(contract, rules, reports);
      } finally {
        for (Path file :
            List.of(
                folder(reports, contract).resolve("tck-report.txt"),
                folder(reports, contract).resolve("tck-report.json"),
                folder(reports, contract),
                reports)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(Path reports, Class<?> contract) {
    return reports.resolve(contract.getName());
  }

  private static String read(Path file) throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private static KitRun run(Class<?> contract, DiscoverySelector rules, Path reports)
      throws IOException {
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
        LauncherDiscoveryRequestBuilder.request()
            .selectors(rules)
            // On this thread, which knows the subject.
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .configurationParameter("holodeck.tck.reports", reports.toString())
            .build(),
        listener);
    return new KitRun(
        passed[0],
        broken,
        others,
        read(folder(reports, contract).resolve("tck-report.txt")),
        read(folder(reports, contract).resolve("tck-report.json")));
  }
}
