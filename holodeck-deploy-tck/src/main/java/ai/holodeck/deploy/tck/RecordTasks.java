package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.StateRepository;
import ai.holodeck.deploy.tck.Task.Asker;
import java.util.Optional;

/** What another process does with records. */
final class RecordTasks {
  /** After so many changes all begins anew: made, changed, removed. */
  static final int ROUND = 3;

  private RecordTasks() {}

  /** Words: its name. */
  static void saveMany(Job job, StateTrial trial, Asker asker) throws InterruptedException {
    StateRepository records = trial.open().records();
    for (int i = 0; asker.isNextRound(); i++) {
      String name = job.word(0) + "-" + i;
      records.save(trial.key(name), StateContract.service(name));
      records.save(trial.key("shared"), StateContract.service(job.word(0)));
    }
  }

  /**
   * Words: the number of the first change; how many to make when told to go on. Tells each when it
   * is done.
   */
  static void change(Job job, StateTrial trial, Asker asker) throws InterruptedException {
    StateRepository records = trial.open().records();
    int next = job.number(0);
    while (asker.isToGoOn()) {
      for (int i = 0; i < job.number(1); i++, next++) {
        Optional<DeployedService> service = after(next);
        if (service.isPresent()) {
          records.save(trial.key("support"), service.get());
        } else {
          records.remove(trial.key("support"));
        }
        asker.tell(String.valueOf(next));
      }
    }
  }

  /** What the record is when a change is done; the lengths differ, so that no half looks whole. */
  static Optional<DeployedService> after(int change) {
    return change % ROUND == 0
        ? Optional.empty()
        : Optional.of(StateContract.service("v" + change + "x".repeat(change % 5 * 40)));
  }

  /** Which change gave a service: its number stands at the beginning of its name. */
  static Optional<DeployedService> like(DeployedService found) {
    String digits = found.serviceName().value().replaceAll("^v(\\d+)x*$", "$1");
    return digits.matches("\\d+") ? after(Integer.parseInt(digits)) : Optional.empty();
  }
}
