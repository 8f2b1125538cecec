package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The reference passes; each wrong store differs from it in one method and breaks its rule alone.
 */
@Execution(ExecutionMode.CONCURRENT)
class StateContractsTest {
  @ParameterizedTest
  @ValueSource(
      classes = {StateSubjects.Records.class, StateSubjects.Locks.class, StateSubjects.Logs.class})
  void referencePassesEveryRule(Class<?> contract) {
    StateSubjects.use(StateSubjects.REFERENCE);

    KitRun run = KitRun.of(contract);

    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.passed()).isEqualTo(Rules.ofContract(contract).ids().size());
    assertThat(run.report()).contains("adapter:      journal ", "verdict:      conformant\n");
  }

  @ParameterizedTest
  @MethodSource("wrongRecords")
  void wrongRecordsBreakTheirRuleAlone(WrongStore wrong) {
    assertBreaksAlone(wrong, StateSubjects.Records.class);
  }

  @ParameterizedTest
  @MethodSource("wrongLocks")
  void wrongLockBreaksItsRuleAlone(WrongStore wrong) {
    assertBreaksAlone(wrong, StateSubjects.Locks.class);
  }

  @ParameterizedTest
  @MethodSource("wrongLogs")
  void wrongLogBreaksItsRuleAlone(WrongStore wrong) {
    assertBreaksAlone(wrong, StateSubjects.Logs.class);
  }

  @Test
  void everyRuleHasAWrongStore() {
    assertCovers(wrongRecords(), StateRepositoryContract.class);
    assertCovers(wrongLocks(), DeploymentLockContract.class);
    assertCovers(wrongLogs(), ReleaseLogContract.class);
  }

  static List<WrongStore> wrongRecords() {
    return WrongRecords.all();
  }

  static List<WrongStore> wrongLocks() {
    return WrongLocks.all();
  }

  static List<WrongStore> wrongLogs() {
    return WrongLogs.all();
  }

  private static void assertCovers(List<WrongStore> wrong, Class<?> contract) {
    assertThat(wrong.stream().map(WrongStore::rule))
        .containsExactlyInAnyOrderElementsOf(Rules.ofContract(contract).ids());
  }

  private static void assertBreaksAlone(WrongStore wrong, Class<?> contract) {
    StateSubjects.use(wrong.rule());

    KitRun run = KitRun.of(contract);

    assertThat(run.others()).isEmpty();
    assertThat(run.broken()).containsOnlyKeys(wrong.rule());
    assertThat(run.broken().get(wrong.rule()))
        .contains("rule " + wrong.rule() + ": ", contract.getName());
  }
}
