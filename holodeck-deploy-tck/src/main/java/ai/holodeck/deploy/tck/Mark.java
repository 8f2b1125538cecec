package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A variable that one deploy alone gives to its program: by it that very program is known wherever
 * it answers.
 */
record Mark(EnvironmentVariable variable) {
  private static final String NAME = "KIT_MARK";

  static Mark make() {
    return new Mark(DeployerTrial.variable(NAME, UUID.randomUUID().toString()));
  }

  boolean isAt(ProbeClient probe) {
    return probe.variableIfAny(NAME).equals(Optional.of(variable.value().reveal()));
  }

  /**
   * Asserts that this program answers there, and not another one that has got its address since.
   */
  void assertServes(ProbeClient probe) {
    assertThat(isAt(probe)).as("the program of before answers at %s", probe).isTrue();
  }

  /** Asserts that the program ends there: by itself, but in no more than this time. */
  void assertLeaves(ProbeClient probe, Duration patience) {
    assertThat(Poll.comesTrue(patience, () -> !isAt(probe)))
        .as("the program of before answers no more at %s", probe)
        .isTrue();
  }
}
