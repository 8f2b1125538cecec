package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.util.Map;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every contract has in common: its rules are the methods that carry {@link Rule}, and after
 * they have run a report says what came of each.
 *
 * <p>The report is written to {@code tck-report.txt} and {@code tck-report.json} in a folder of the
 * test class's full name, below the folder that the JUnit configuration parameter (or system
 * property) {@code holodeck.tck.reports} names; {@code target/tck} when it is not set.
 */
@ExtendWith(RuleRun.class)
@TestMethodOrder(RuleOrder.class)
public abstract class Contract {
  Contract() {}

  /**
   * The rules that this adapter is known to break: the id, and the reason. The kit asserts that
   * each is broken still, and the verdict is "not conformant".
   */
  protected Map<String, String> deviations() {
    return Map.of();
  }

  abstract Subject subject();

  /** What there is to say of the running rule though it is kept. */
  String remark() {
    return "";
  }

  /** Asserts that the adapter refuses what it has not declared. */
  abstract void assertRefuses(Capability undeclared);
}
