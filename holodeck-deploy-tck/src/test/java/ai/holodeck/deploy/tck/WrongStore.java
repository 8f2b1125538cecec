package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.release.StateBackend.Stores;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * A store that is wrong in one way.
 *
 * @param rule the rule that it breaks, and no other
 * @param stores opens it in a folder; differs from the reference in one method
 */
record WrongStore(String rule, Function<Path, Stores> stores) {
  static Stores reference(Path folder) {
    return new Stores(new JournalRecords(folder), new JournalLock(folder), new JournalLog(folder));
  }

  static WrongStore records(String rule, Function<Path, JournalRecords> wrong) {
    return new WrongStore(
        rule,
        folder -> new Stores(wrong.apply(folder), new JournalLock(folder), new JournalLog(folder)));
  }

  static WrongStore lock(String rule, Function<Path, JournalLock> wrong) {
    return new WrongStore(
        rule,
        folder ->
            new Stores(new JournalRecords(folder), wrong.apply(folder), new JournalLog(folder)));
  }

  static WrongStore log(String rule, Function<Path, JournalLog> wrong) {
    return new WrongStore(
        rule,
        folder ->
            new Stores(new JournalRecords(folder), new JournalLock(folder), wrong.apply(folder)));
  }

  @Override
  public String toString() {
    return rule;
  }
}
