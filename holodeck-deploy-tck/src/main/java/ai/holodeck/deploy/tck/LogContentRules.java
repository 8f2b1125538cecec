package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.ReleaseId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What a release log holds, and what it does with what it cannot read. */
interface LogContentRules extends StateRules {
  int WRITERS = 100;

  @Rule(
      id = "REL-24",
      text =
          "Content of a newer, unknown version MUST be refused with STATE_INVALID, and kept byte for byte.")
  default void newerVersionIsRefusedAndKept() {
    trial().open().releases().begin(StateContract.intent(trial().key("support"), "r1"));

    new Unreadable(trial()).assertNewerVersionIsRefused(calls());
  }

  @Rule(
      id = "REL-25",
      text = "Malformed content MUST be refused with STATE_INVALID, and kept byte for byte.")
  default void malformedContentIsRefusedAndKept() {
    trial().open().releases().begin(StateContract.intent(trial().key("support"), "r1"));

    new Unreadable(trial()).assertMalformedIsRefused(calls());
  }

  @Rule(
      id = "REL-27",
      text = "An agent MAY have any name that is not blank, and a note any text; both come back.")
  default void textsOfAnyKind() {
    ReleaseLog log = trial().open().releases();
    int number = 0;
    for (String text : StateTrial.AWKWARD_NAMES) {
      Release intent = StateContract.intent(trial().key(text), "r" + number++);
      log.begin(intent);
      log.settle(intent.id(), Release.Outcome.FAILED, text);
    }

    number = 0;
    for (String text : StateTrial.AWKWARD_NAMES) {
      ReleaseLog again = trial().open().releases();
      assertThat(again.history(trial().key(text)).stream().map(Release::id))
          .as(text)
          .containsExactly(new ReleaseId("r" + number++));
      assertThat(again.history(trial().key(text)).get(0).end().map(Release.End::note))
          .contains(text);
    }
  }

  @Rule(id = "REL-28", text = "Releases of 10,000 agents MUST have room: each is open and settled.")
  default void manyReleasesHaveRoom() throws Exception {
    int count = trial().many();
    ReleaseLog log = trial().open().releases();
    Together.run(
        WRITERS,
        writer ->
            () -> {
              for (int i = writer; i < count; i += WRITERS) {
                log.begin(intent(i));
              }
              return true;
            });

    ReleaseLog again = trial().open().releases();
    for (int i = 0; i < count; i += count / 10) {
      Release intent = intent(i);
      assertThat(again.open(intent.key())).contains(intent);
      again.settle(intent.id(), Release.Outcome.SUCCEEDED, "");
    }
    ReleaseLog settled = trial().open().releases();
    for (int i = 0; i < count; i += count / 10) {
      assertThat(settled.open(intent(i).key())).isEmpty();
      assertThat(settled.history(intent(i).key())).hasSize(1);
      assertThat(settled.open(intent(i + 1).key())).contains(intent(i + 1));
    }
  }

  private Release intent(int number) {
    return StateContract.intent(trial().key("agent-" + number), "r" + number);
  }

  private Map<String, Consumer<Stores>> calls() {
    DeploymentKey key = trial().key("support");
    Map<String, Consumer<Stores>> calls = new LinkedHashMap<>();
    calls.put("open", stores -> stores.releases().open(key));
    calls.put("history", stores -> stores.releases().history(key));
    calls.put(
        "settle",
        stores ->
            stores.releases().settle(new ReleaseId("r1"), Release.Outcome.ABANDONED, "settled"));
    calls.put("begin", stores -> stores.releases().begin(StateContract.intent(key, "r2")));
    return calls;
  }
}
