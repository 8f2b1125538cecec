package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeploymentLock.Held;
import ai.holodeck.deploy.tck.Task.Asker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What another process does with a lock. */
final class LockTasks {
  private LockTasks() {}

  /** Tells when it holds the lock, and gives it back when it hears something. */
  static void hold(StateTrial trial, Asker asker) throws InterruptedException {
    try (Held held =
        trial.open().lock().acquire(trial.key("support"), "deploy", Duration.ZERO, holder -> {})) {
      held.check();
      asker.tell("held");
      asker.listen();
      held.check();
    }
  }

  /** Once in each round. */
  static void contend(StateTrial trial, Asker asker) throws IOException, InterruptedException {
    Path inside = trial.folder().resolve("inside");
    while (asker.isNextRound()) {
      try (Held held =
          trial
              .open()
              .lock()
              .acquire(trial.key("support"), "deploy", Duration.ofMinutes(2), holder -> {})) {
        Files.createFile(inside);
        held.check();
        Files.delete(inside);
      }
    }
  }
}
