package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ServiceState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/** What becomes of a deploy whose caller is interrupted while it waits. */
interface InterruptRules extends DeployerRules {
  @Rule(
      id = "DEP-75",
      text =
          "An interrupt MUST end the wait: with INTERRUPTED, or with DETACHED as PROVISIONING; the thread's flag stays set.")
  default void interruptEndsTheWait() throws Exception {
    assertThat(interrupted("v1")).as("the thread's interrupt flag").isTrue();
  }

  @Rule(id = "DEP-76", text = "After an interrupted deploy the previous version MUST serve.")
  default void previousServesAfterAnInterrupt() throws Exception {
    ProbeClient v1 = trial().probe(trial().deploy("v1"));

    interrupted("v2");

    assertThat(v1.version()).isEqualTo("v1");
  }

  @Rule(id = "DEP-77", text = "After an interrupted deploy the next one MUST succeed.")
  default void deployAfterInterrupt() throws Exception {
    interrupted("v1");

    assertThat(trial().version(trial().deploy("v2"))).isEqualTo("v2");
  }

  /** Interrupts a deploy that would never be healthy; gives the flag of its thread. */
  private boolean interrupted(String version) throws Exception {
    CompletableFuture<Thread> waiting = new CompletableFuture<>();
    DeployRequest request =
        trial().request(version, DeployerTrial.variable("PROBE_HEALTH_STATUS", "503")).build();
    FutureTask<Boolean> deploying =
        new FutureTask<>(
            () -> {
              deployUntilInterrupted(request, waiting);
              return Thread.currentThread().isInterrupted();
            });
    new Thread(deploying, "deploy").start();
    Thread thread =
        Together.get(
            waiting.applyToEither(
                CompletableFuture.supplyAsync(() -> endOf(deploying)), first -> first));
    thread.interrupt();
    return Together.get(deploying);
  }

  private void deployUntilInterrupted(DeployRequest request, CompletableFuture<Thread> waiting) {
    if (trial().declares(Capability.DETACHED)) {
      Deployment deployment =
          trial()
              .deployer()
              .deploy(request, (state, message) -> waiting.complete(Thread.currentThread()));
      assertThat(deployment.status().state()).isEqualTo(ServiceState.PROVISIONING);
    } else {
      Refusal.assertRefused(
          CoreError.INTERRUPTED,
          () ->
              trial()
                  .deployer()
                  .deploy(request, (state, message) -> waiting.complete(Thread.currentThread())));
    }
  }

  /** Only comes to its end when the deploy ends uninterrupted, which is what the rule forbids. */
  private static Thread endOf(FutureTask<Boolean> deploying) {
    try {
      Together.get(deploying);
    } catch (Exception e) {
      throw new AssertionError("the deploy ended before it was interrupted", e);
    }
    throw new AssertionError("the deploy ended before it was interrupted");
  }
}
