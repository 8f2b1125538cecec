package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A correct builder passes; each wrong one differs in one method, and breaks its rule. */
@Execution(ExecutionMode.CONCURRENT)
class ImageBuilderContractTest {
  @Test
  void correctBuilderPassesEveryRule() {
    KitRun run = FolderHarness.Contract.run(FolderBuilder::new, Duration.ofMinutes(1));

    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.passed()).isEqualTo(Rules.ofContract(ImageBuilderContract.class).ids().size());
  }

  @ParameterizedTest
  @MethodSource("wrongBuilders")
  void wrongBuilderBreaksItsRule(WrongBuilder wrong) {
    KitRun run = FolderHarness.Contract.run(wrong.builder(), wrong.patience());

    assertThat(run.others()).isEmpty();
    assertThat(run.broken()).containsOnlyKeys(wrong.rules());
    run.broken().forEach((id, message) -> assertThat(message).contains("rule " + id + ":"));
  }

  @Test
  void everyRuleHasAWrongBuilder() {
    Set<String> broken = new TreeSet<>();
    wrongBuilders()
        .filter(WrongBuilder::breaksOneRule)
        .forEach(each -> broken.addAll(each.rules()));

    assertThat(broken).isEqualTo(Rules.ofContract(ImageBuilderContract.class).ids());
  }

  static Stream<WrongBuilder> wrongBuilders() {
    return Stream.of(
            WrongImages.all(),
            WrongContexts.all(),
            WrongFailedBuilds.all(),
            WrongProgress.all(),
            WrongStops.all(),
            WrongCaches.all())
        .flatMap(each -> each);
  }
}
