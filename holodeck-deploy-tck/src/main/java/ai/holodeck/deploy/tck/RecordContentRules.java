package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.release.StateRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a store of records holds, and what it does with what it cannot read. */
interface RecordContentRules extends StateRules {
  int WRITERS = 100;

  @Rule(
      id = "STA-17",
      text =
          "Content of a newer, unknown version MUST be refused with STATE_INVALID, and kept byte for byte.")
  default void newerVersionIsRefusedAndKept() {
    trial().open().records().save(trial().key("support"), StateContract.service("a"));

    new Unreadable(trial()).assertNewerVersionIsRefused(calls());
  }

  @Rule(
      id = "STA-18",
      text = "Malformed content MUST be refused with STATE_INVALID, and kept byte for byte.")
  default void malformedContentIsRefusedAndKept() {
    trial().open().records().save(trial().key("support"), StateContract.service("a"));

    new Unreadable(trial()).assertMalformedIsRefused(calls());
  }

  @Rule(
      id = "STA-20",
      text = "10,000 records MUST have room: each is found, listed once, replaced and removed.")
  default void manyRecordsHaveRoom() throws Exception {
    int count = trial().many();
    StateRepository records = trial().open().records();
    Together.run(
        WRITERS,
        writer ->
            () -> {
              for (int i = writer; i < count; i += WRITERS) {
                records.save(trial().key(agent(i)), StateContract.service("s" + i));
              }
              return true;
            });

    StateRepository again = trial().open().records();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      expected.add(agent(i));
    }
    assertThat(agents(again)).isEqualTo(expected);
    for (int i = 0; i < count; i += count / 10) {
      assertThat(again.find(trial().key(agent(i))).map(DeploymentRecord::service))
          .contains(StateContract.service("s" + i));
    }
    DeploymentKey last = trial().key(agent(count - 1));
    DeploymentRecord replaced = again.save(last, StateContract.service("new"));
    assertThat(again.find(last)).contains(replaced);
    assertThat(again.list()).hasSize(count);
    again.remove(last);
    assertThat(agents(trial().open().records())).isEqualTo(expected.subList(0, count - 1));
  }

  @Rule(
      id = "STA-21",
      text =
          "The first save under a key MUST give both times the same; a key whose record was removed begins anew.")
  default void timesBeginWithTheRecord() {
    StateRepository records = trial().open().records();

    DeploymentRecord first = records.save(trial().key("support"), StateContract.service("a"));
    records.save(trial().key("support"), StateContract.service("b"));
    records.remove(trial().key("support"));
    DeploymentRecord anew = records.save(trial().key("support"), StateContract.service("c"));

    assertThat(first.createdAt()).isEqualTo(first.updatedAt());
    assertThat(anew.createdAt()).isEqualTo(anew.updatedAt());
  }

  private static List<String> agents(StateRepository records) {
    return records.list().stream().map(record -> record.key().agent()).sorted().toList();
  }

  private static String agent(int number) {
    return String.format(java.util.Locale.ROOT, "agent-%05d", number);
  }

  private Map<String, Consumer<Stores>> calls() {
    DeploymentKey key = trial().key("support");
    Map<String, Consumer<Stores>> calls = new LinkedHashMap<>();
    calls.put("list", stores -> stores.records().list());
    calls.put("find", stores -> stores.records().find(key));
    calls.put("save", stores -> stores.records().save(key, StateContract.service("b")));
    calls.put("remove", stores -> stores.records().remove(key));
    return calls;
  }
}
