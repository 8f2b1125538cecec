package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.tck.Task.Asker;

/** What another process does with the release log. */
final class LogTasks {
  /** After so many steps all begins anew: begun, settled. */
  static final int ROUND = 2;

  private LogTasks() {}

  /** Words: its name. */
  static void releaseMany(Job job, StateTrial trial, Asker asker) throws InterruptedException {
    ReleaseLog log = trial.open().releases();
    for (int i = 0; asker.isNextRound(); i++) {
      String name = job.word(0) + "-" + i;
      log.begin(StateContract.intent(trial.key(name), name));
      log.settle(new ReleaseId(name), Release.Outcome.SUCCEEDED, name);
    }
  }

  /** Tells when the release has begun. */
  static void begin(StateTrial trial, Asker asker) throws InterruptedException {
    trial.open().releases().begin(StateContract.intent(trial.key("support"), "r1"));
    asker.tell("begun");
    asker.listen();
  }

  /**
   * Words: the number of the first step; how many to make when told to go on. Tells each when it is
   * done.
   */
  static void release(Job job, StateTrial trial, Asker asker) throws InterruptedException {
    ReleaseLog log = trial.open().releases();
    int step = job.number(0);
    while (asker.isToGoOn()) {
      for (int i = 0; i < job.number(1); i++, step++) {
        Release release = StateContract.intent(trial.key("support"), "r" + releaseOf(step));
        if (begins(step)) {
          log.begin(release);
        } else {
          log.settle(release.id(), Release.Outcome.SUCCEEDED, "by step " + step);
        }
        asker.tell(String.valueOf(step));
      }
    }
  }

  /** Odd steps begin a release, even ones settle it. */
  static boolean begins(int step) {
    return step % ROUND == 1;
  }

  static int releaseOf(int step) {
    return (step + 1) / ROUND;
  }
}
