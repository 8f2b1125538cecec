package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import java.util.List;

/** A release log that several processes use, some of them killed. */
interface LogProcessRules extends StateRules {
  /** How many releases each process makes. */
  int RELEASES = 20;

  /** How often a reader looks while somebody writes. */
  int LOOKS = 40;

  /** How much is written for each look: the writer is never done before the reader is. */
  String FEW = "5";

  String FOR_EVER = String.valueOf(Integer.MAX_VALUE);

  @Rule(id = "REL-21", text = "Releases by several processes MUST all be there, each settled.")
  default void processesLoseNothing() {
    List<String> names = trial().together(Task.RELEASE_MANY, RELEASES);

    ReleaseLog log = trial().open().releases();
    for (String name : names) {
      for (int i = 0; i < RELEASES; i++) {
        String agent = name + "-" + i;
        List<Release> history = log.history(trial().key(agent));
        assertThat(history).as("releases of " + agent).hasSize(1);
        assertWhole(history.get(0), StateContract.intent(trial().key(agent), agent));
        assertThat(history.get(0).end().map(Release.End::note)).as("note").contains(agent);
      }
    }
  }

  @Rule(
      id = "REL-22",
      text = "A release begun by a killed process MUST be open for the next, which can settle it.")
  default void releaseOutlivesItsProcess() {
    Release begun = StateContract.intent(trial().key("support"), "r1");
    Release next = StateContract.intent(trial().key("support"), "r2");
    try (OtherProcess process = trial().process(Task.BEGIN)) {
      process.next();
      process.kill();
    }

    ReleaseLog log = trial().open().releases();
    assertThat(log.open(trial().key("support"))).contains(begun);
    assertRefused(CoreError.STATE_INVALID, () -> log.begin(next));
    log.settle(begun.id(), Release.Outcome.ABANDONED, "interrupted");
    log.begin(next);

    assertThat(trial().open().releases().open(trial().key("support"))).contains(next);
    assertThat(log.history(trial().key("support"))).hasSize(2);
  }

  @Rule(
      id = "REL-23",
      text =
          "A writer killed at any moment MUST leave the log before or after its write, whole, and let the next writer go on.")
  default void killedWriterLeavesOldOrNew() {
    int done = 0;
    for (double moment : trial().moments()) {
      int last;
      try (OtherProcess writer =
          trial().process(Task.RELEASE, String.valueOf(done + 1), FOR_EVER)) {
        writer.tell(Task.GO_ON);
        last = Integer.parseInt(writer.killWithin(LogTasks.ROUND, moment));
      }
      ReleaseLog log = trial().open().releases();
      done = assertWhole(log.history(trial().key("support")));
      assertThat(done)
          .as("steps done, after %s was told and the writer killed", last)
          .isIn(last, last + 1);

      log.history(trial().key("support")).stream()
          .filter(Release::isOpen)
          .forEach(open -> log.settle(open.id(), Release.Outcome.ABANDONED, "interrupted"));
      done = assertWhole(trial().open().releases().history(trial().key("support")));
      assertThat(done % 2).as("whether a release is open still").isZero();
    }
  }

  @Rule(
      id = "REL-26",
      text =
          "Whoever reads while another process writes MUST see each release whole, before or after the write, and no error.")
  default void readersSeeWholeReleases() {
    Release other = StateContract.intent(trial().key("other"), "other");
    trial().open().releases().begin(other);
    ReleaseLog opened = trial().open().releases();
    try (OtherProcess writer = trial().process(Task.RELEASE, "1", FEW)) {
      for (int look = 0; look < LOOKS; look++) {
        writer.tell(Task.GO_ON);
        writer.next();
        for (ReleaseLog log : List.of(opened, trial().open().releases())) {
          assertWhole(log.history(trial().key("support")));
          log.open(trial().key("support"))
              .ifPresent(open -> assertThat(open).isEqualTo(expected(open.id())));
          assertThat(log.history(trial().key("other"))).containsExactly(other);
        }
      }
      writer.tell(Task.STOP);
      int last = Integer.parseInt(writer.awaitEnd());
      assertThat(assertWhole(trial().open().releases().history(trial().key("support"))))
          .isEqualTo(last);
    }
  }

  /** Gives the step after which the log looks so. */
  private int assertWhole(List<Release> newestFirst) {
    if (newestFirst.isEmpty()) {
      return 0;
    }
    int newest = Integer.parseInt(newestFirst.get(0).id().value().substring(1));
    for (int i = 0; i < newestFirst.size(); i++) {
      Release release = newestFirst.get(i);
      assertWhole(release, expected(new ReleaseId("r" + (newest - i))));
      assertThat(release.isOpen() && i > 0).as("%s is open", release).isFalse();
    }
    return newest * 2 - (newestFirst.get(0).isOpen() ? 1 : 0);
  }

  private Release expected(ReleaseId id) {
    return StateContract.intent(trial().key("support"), id.value());
  }

  private static void assertWhole(Release found, Release intent) {
    assertThat(found).usingRecursiveComparison().ignoringFields("end").isEqualTo(intent);
  }
}
