package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import java.util.List;
import java.util.Optional;

/** Records that several processes use, some of them killed. */
interface RecordProcessRules extends StateRules {
  /** How much a process does while others do the same, or look on. */
  int MANY = 20;

  /** How often a reader looks while somebody writes. */
  int LOOKS = 40;

  /** How much is written for each look: the writer is never done before the reader is. */
  String FEW = "5";

  String FOR_EVER = String.valueOf(Integer.MAX_VALUE);

  @Rule(id = "STA-15", text = "Writers in several processes MUST lose nothing.")
  default void processesLoseNothing() {
    List<String> names = trial().together(Task.SAVE_MANY, MANY);

    StateRepository records = trial().open().records();
    assertThat(records.list()).hasSize(names.size() * MANY + 1);
    for (String name : names) {
      for (int i = 0; i < MANY; i++) {
        String agent = name + "-" + i;
        assertThat(records.find(trial().key(agent)).map(DeploymentRecord::service))
            .as(agent)
            .contains(StateContract.service(agent));
      }
    }
    assertThat(records.find(trial().key("shared"))).isPresent();
  }

  @Rule(
      id = "STA-16",
      text =
          "A writer killed at any moment MUST leave what was there before or after its write, whole, and let the next writer go on.")
  default void killedWriterLeavesOldOrNew() {
    DeploymentRecord other =
        trial().open().records().save(trial().key("other"), StateContract.service("o"));
    int done = 0;
    for (double moment : trial().moments()) {
      int last;
      try (OtherProcess writer = trial().process(Task.CHANGE, String.valueOf(done + 1), FOR_EVER)) {
        writer.tell(Task.GO_ON);
        last = Integer.parseInt(writer.killWithin(RecordTasks.ROUND, moment));
      }
      StateRepository records = trial().open().records();
      Optional<DeployedService> found =
          records.find(trial().key("support")).map(DeploymentRecord::service);
      assertThat(found)
          .as("the record after change %s was done and the writer killed", last)
          .isIn(RecordTasks.after(last), RecordTasks.after(last + 1));
      done = found.equals(RecordTasks.after(last)) ? last : last + 1;

      DeploymentRecord next = records.save(trial().key("next"), StateContract.service("n" + done));
      assertThat(trial().open().records().find(trial().key("next"))).contains(next);
      assertThat(trial().open().records().find(trial().key("other"))).contains(other);
      assertThat(trial().open().records().list()).hasSize(found.isPresent() ? 3 : 2);
    }
  }

  @Rule(
      id = "STA-19",
      text =
          "Whoever reads while another process writes MUST see each record whole, before or after the write, and no error.")
  default void readersSeeWholeRecords() {
    DeploymentRecord other =
        trial().open().records().save(trial().key("other"), StateContract.service("o"));
    StateRepository opened = trial().open().records();
    try (OtherProcess writer = trial().process(Task.CHANGE, "1", FEW)) {
      for (int look = 0; look < LOOKS; look++) {
        writer.tell(Task.GO_ON);
        writer.next();
        for (StateRepository records : List.of(opened, trial().open().records())) {
          records.find(trial().key("support")).ifPresent(RecordProcessRules::assertWhole);
          assertThat(records.find(trial().key("other"))).contains(other);
          List<DeploymentRecord> all = records.list();
          assertThat(all).contains(other).hasSizeLessThanOrEqualTo(2);
          all.stream()
              .filter(record -> !record.equals(other))
              .forEach(RecordProcessRules::assertWhole);
        }
      }
      writer.tell(Task.STOP);
      int last = Integer.parseInt(writer.awaitEnd());
      assertThat(
              trial().open().records().find(trial().key("support")).map(DeploymentRecord::service))
          .isEqualTo(RecordTasks.after(last));
    }
  }

  private static void assertWhole(DeploymentRecord record) {
    assertThat(RecordTasks.like(record.service())).contains(record.service());
    assertThat(record.updatedAt()).isAfterOrEqualTo(record.createdAt());
  }
}
