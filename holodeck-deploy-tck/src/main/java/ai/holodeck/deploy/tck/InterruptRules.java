package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** What becomes of a deploy whose caller is interrupted while it waits. */
interface InterruptRules extends DeployerRules {
  @Rule(
      id = "DEP-75",
      text =
          "An interrupt MUST end the wait: with INTERRUPTED, or with DETACHED as PROVISIONING; the thread's flag stays set.")
  default void interruptEndsTheWait() throws Exception {
    // A deadline that cannot be what ended the wait.
    Interrupted ended = interrupted("v1", Duration.ofDays(1));

    if (trial().declares(Capability.DETACHED)) {
      assertThat(ended.failure()).as("what the deploy threw").isEmpty();
      assertThat(ended.result().map(given -> given.status().state()))
          .contains(ServiceState.PROVISIONING);
    } else {
      assertThat(ended.failure()).as("what the deploy threw").isPresent();
      Throwable failure = ended.failure().orElseThrow();
      Refusal.assertRefused(
          CoreError.INTERRUPTED,
          () -> {
            throw failure;
          });
    }
    assertThat(ended.flag()).as("the thread's interrupt flag").isTrue();
  }

  @Rule(id = "DEP-76", text = "After an interrupted deploy the previous version MUST serve.")
  default void previousServesAfterAnInterrupt() throws Exception {
    Mark v1 = Mark.make();
    ProbeClient probe = trial().probe(trial().deploy("v1", v1.variable()));

    interrupted("v2", trial().harness().startTime());

    v1.assertServes(probe);
  }

  @Rule(id = "DEP-77", text = "After an interrupted deploy the next one MUST succeed.")
  default void deployAfterInterrupt() throws Exception {
    interrupted("v1", trial().harness().startTime());

    assertThat(trial().version(trial().deploy("v2"))).isEqualTo("v2");
  }

  /**
   * How an interrupted deploy ended.
   *
   * @param flag whether its thread was marked as interrupted afterwards
   */
  record Interrupted(Optional<Deployment> result, Optional<Throwable> failure, boolean flag) {}

  /** Interrupts a deploy that would never be healthy, once its candidate is there. */
  private Interrupted interrupted(String version, Duration deadline) throws Exception {
    DeployRequest request =
        trial()
            .request(version, DeployerTrial.variable("PROBE_HEALTH_STATUS", "503"))
            .deadline(deadline)
            .build();
    AtomicBoolean told = new AtomicBoolean();
    Background<Interrupted> deploying =
        Background.start(
            "the interrupted deploy", () -> deploy(request, (state, message) -> told.set(true)));
    awaitCandidate(request, told, deploying);
    assertThat(deploying.hasEnded()).as("the deploy ended before it was interrupted").isFalse();
    deploying.interrupt();
    return deploying.await(trial().limit());
  }

  /**
   * Until find shows the candidate; or, where find shows only what serves, until the provider must
   * have started it.
   */
  private void awaitCandidate(
      DeployRequest request, AtomicBoolean told, Background<Interrupted> deploying) {
    Deployer onlooker = trial().another();
    Poll.comesTrue(trial().harness().startTime(), () -> told.get() || deploying.hasEnded());
    Poll.comesTrue(
        trial().harness().impatience(), () -> deploying.hasEnded() || isSeenBy(onlooker, request));
  }

  private static boolean isSeenBy(Deployer onlooker, DeployRequest request) {
    try {
      return onlooker
          .find(request.name())
          .flatMap(FoundService::releaseId)
          .equals(Optional.of(request.releaseId()));
    } catch (DeployException e) {
      // That it cannot be asked meanwhile is for another rule.
      return false;
    }
  }

  private Interrupted deploy(DeployRequest request, DeployListener listener) {
    AtomicReference<Deployment> given = new AtomicReference<>();
    Throwable thrown = catchThrowable(() -> given.set(trial().direct().deploy(request, listener)));
    return new Interrupted(
        Optional.ofNullable(given.get()),
        Optional.ofNullable(thrown),
        Thread.currentThread().isInterrupted());
  }
}
