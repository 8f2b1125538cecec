package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.opentest4j.TestAbortedException;

/**
 * A provider that the rules make answer badly.
 *
 * @param faults begun and ended by each call
 */
record FaultTrial(ProviderFaults faults) {
  static FaultTrial of(DeployerTrial trial) {
    return new FaultTrial(
        trial
            .harness()
            .faults()
            .orElseThrow(() -> new TestAbortedException("the harness injects no faults")));
  }

  /** Asserts that a call ends in a clear error while the provider answers like this. */
  void assertFails(Fault fault, String what, ThrowingCallable call) {
    assertClear("what " + what + " threw under " + fault, thrownUnder(fault, call));
  }

  Throwable thrownUnder(Fault fault, ThrowingCallable call) {
    faults.start(fault);
    try {
      return catchThrowable(call);
    } finally {
      faults.stop();
    }
  }

  /** When the provider was asked by a call while it said 429, from the first time on. */
  List<Duration> askedUnderTooManyRequests(ThrowingCallable call) {
    // How it ends is for another rule.
    var unused = thrownUnder(Fault.TOO_MANY_REQUESTS, call);
    return faults.refused();
  }

  static void assertClear(String what, Throwable thrown) {
    assertThat(thrown).as(what).isInstanceOf(DeployException.class);
    DeployException failure = (DeployException) thrown;
    assertThat(failure.code().category())
        .as("category of '%s'", failure.what())
        .isIn(ErrorCategory.DEPLOYMENT, ErrorCategory.CONFIGURATION);
    assertThat(failure.code().id())
        .as("code of '%s', of a provider that has not said what it has", failure.what())
        .isNotEqualTo(CoreError.NOT_DEPLOYED.id());
    assertThat(failure.remedy()).isNotBlank();
    KitSecret.assertNotIn(failure);
  }
}
