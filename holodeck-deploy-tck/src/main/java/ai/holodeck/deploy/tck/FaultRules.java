package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * A deploy at a provider that answers badly: one clear error, nothing broken, and right when it is
 * well again.
 */
interface FaultRules extends DeployerRules {
  /** As {@link Fault#TOO_MANY_REQUESTS} says it. */
  Duration RETRY_AFTER = Duration.ofSeconds(1);

  @Rule(
      id = "FLT-01",
      text = "A deploy at a provider that says 429 MUST end in a clear error, and harm nothing.")
  default void tooManyRequests() {
    assertHarmless(Fault.TOO_MANY_REQUESTS);
  }

  @Rule(
      id = "FLT-02",
      text = "A deploy at a provider that says 503 MUST end in a clear error, and harm nothing.")
  default void serverError() {
    assertHarmless(Fault.SERVER_ERROR);
  }

  @Rule(
      id = "FLT-03",
      text =
          "A deploy at a provider that resets connections MUST end in a clear error, and harm nothing.")
  default void reset() {
    assertHarmless(Fault.RESET);
  }

  @Rule(
      id = "FLT-04",
      text =
          "A deploy at a provider that never answers MUST end in a clear error at the deadline, and harm nothing.")
  default void noAnswer() {
    assertHarmless(Fault.NO_ANSWER);
  }

  @Rule(
      id = "FLT-05",
      text =
          "A deploy at a provider that refuses the credentials MUST end in a clear error, and harm nothing.")
  default void refusedCredentials() {
    assertHarmless(Fault.REFUSED_CREDENTIALS);
  }

  @Rule(
      id = "FLT-06",
      text =
          "A provider that says 429 with Retry-After MUST not be asked again by the same call before that time.")
  default void retryAfterIsObeyed() {
    FaultTrial faults = FaultTrial.of(trial());
    DeployRequest request = trial().request("v1").deadline(trial().harness().impatience()).build();

    assertPauses("find", faults, () -> trial().another().find(trial().name()));
    assertPauses(
        "deploy", faults, () -> trial().another().deploy(request, DeployListener.silent()));
  }

  @Rule(
      id = "FLT-07",
      text =
          "A provider that answers badly from the middle of a deploy on MUST be overcome, or end it in a clear error with the previous version serving; then the next deploy MUST succeed.")
  default void faultInTheMiddle() {
    FaultTrial faults = FaultTrial.of(trial());
    for (Fault fault : List.of(Fault.SERVER_ERROR, Fault.RESET, Fault.TOO_MANY_REQUESTS)) {
      Mark old = Mark.make();
      Mark next = Mark.make();
      ProbeClient before = trial().probe(trial().deploy("v1", old.variable()));
      AtomicReference<Deployment> given = new AtomicReference<>();

      Throwable thrown =
          catchThrowable(() -> given.set(deployWithFault(faults.faults(), fault, next)));
      faults.faults().stop();

      if (thrown == null) {
        ProbeClient after = trial().probe(Objects.requireNonNull(given.get()));
        assertThat(next.isAt(after) || old.isAt(after))
            .as("one of the two versions serves after %s", fault)
            .isTrue();
      } else {
        FaultTrial.assertClear("what the deploy threw under " + fault, thrown);
        assertThat(old.isAt(before)).as("the previous version serves after %s", fault).isTrue();
      }
      Mark last = Mark.make();
      assertThat(last.isAt(trial().probe(trial().deploy("v3", last.variable()))))
          .as("the next deploy after %s serves", fault)
          .isTrue();
    }
  }

  /** The fault begins with what the listener is told first. */
  private Deployment deployWithFault(ProviderFaults faults, Fault fault, Mark mark) {
    AtomicBoolean begun = new AtomicBoolean();
    DeployRequest request =
        trial()
            .request("v2", KitSecret.variable(), mark.variable())
            .deadline(trial().harness().impatience())
            .build();
    return trial()
        .another()
        .deploy(
            request,
            (state, message) -> {
              if (begun.compareAndSet(false, true)) {
                faults.start(fault);
              }
            });
  }

  private static void assertPauses(String what, FaultTrial faults, ThrowingCallable call) {
    List<Duration> asked = faults.askedUnderTooManyRequests(call);
    assertThat(asked).as("requests of %s that the harness' faults have seen", what).isNotEmpty();
    for (int next = 1; next < asked.size(); next++) {
      assertThat(asked.get(next).minus(asked.get(next - 1)))
          .as("time between two requests of %s, of which the first was told to wait", what)
          .isGreaterThanOrEqualTo(RETRY_AFTER);
    }
  }

  private DeployRequest next() {
    return trial()
        .request("v2", KitSecret.variable())
        .deadline(trial().harness().impatience())
        .build();
  }

  private void assertHarmless(Fault fault) {
    FaultTrial faults = FaultTrial.of(trial());
    Mark v1 = Mark.make();
    ProbeClient probe = trial().probe(trial().deploy("v1", v1.variable()));
    DeployRequest request = next();

    faults.assertFails(
        fault, "the deploy", () -> trial().another().deploy(request, DeployListener.silent()));

    v1.assertServes(probe);
    trial().deploy("v3");
    assertThat(trial().state()).isEqualTo(ServiceState.RUNNING);
  }
}
