package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentLock.Held;
import ai.holodeck.deploy.release.LockHolder;
import java.time.Duration;

/** A lock that several processes want, some of them killed. */
interface LockProcessRules extends StateRules {
  /** How often each takes the lock. */
  int ROUNDS = 10;

  @Rule(id = "LCK-11", text = "Never MUST two processes hold the lock of one key.")
  default void neverTwoProcesses() {
    trial().together(Task.CONTEND, ROUNDS);

    try (Held held = take()) {
      held.check();
    }
  }

  @Rule(
      id = "LCK-12",
      text =
          "The lock of a killed process MUST be had by whoever waits, at the latest with its lease.")
  default void lockEndsWithItsProcess() {
    killHolder();

    try (Held held =
        trial()
            .open()
            .lock()
            .acquire(trial().key("support"), "deploy", trial().lease(), holder -> {})) {
      held.check();
      assertThat(holderPid()).isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Rule(id = "LCK-13", text = "unlock MUST free the lock of a killed process at once.")
  default void unlockFreesWhatAKilledProcessHeld() {
    killHolder();

    trial().open().lock().unlock(trial().key("support"));

    assertThat(trial().open().lock().holder(trial().key("support"))).isEmpty();
    try (Held held = take()) {
      held.check();
    }
  }

  @Rule(
      id = "LCK-14",
      text =
          "A lock that another process holds MUST be refused with LOCKED naming that process, to unlock too, until it gives it back.")
  default void lockOfAnotherProcessIsRefused() {
    try (OtherProcess holder = trial().process(Task.HOLD)) {
      holder.next();
      String pid = String.valueOf(holder.pid());

      assertThat(holderPid()).isEqualTo(holder.pid());
      assertRefused(CoreError.LOCKED, () -> take().close(), pid);
      assertRefused(
          CoreError.LOCKED, () -> trial().open().lock().unlock(trial().key("support")), pid);
      assertThat(holderPid()).isEqualTo(holder.pid());

      holder.tell("give it back");
      holder.awaitEnd();
      take().close();
    }
  }

  private void killHolder() {
    try (OtherProcess holder = trial().process(Task.HOLD)) {
      holder.next();
      holder.kill();
    }
  }

  private long holderPid() {
    DeploymentLock lock = trial().open().lock();
    return lock.holder(trial().key("support")).map(LockHolder::pid).orElse(-1L);
  }

  private Held take() {
    return trial()
        .open()
        .lock()
        .acquire(trial().key("support"), "deploy", Duration.ZERO, holder -> {});
  }
}
