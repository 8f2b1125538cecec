package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.opentest4j.TestAbortedException;

/** A store on trial: what the rules do with it. For the kit's own use. */
public final class StateTrial {
  /** Names that stores have stumbled over: all are different agents. */
  static final List<String> AWKWARD_NAMES =
      List.of(
          "support",
          "Support",
          "SUPPORT",
          " support",
          "support ",
          "../up",
          ".",
          "..",
          "a/b",
          "a\\b",
          "a-b",
          "a--b",
          "a:b",
          "\"quoted\"",
          "'single'",
          "two words",
          "two\nlines",
          "two\r\nlines",
          "tab\tstop",
          "\u001b[31m",
          "\u00fcn\u00ef",
          "\u00e9",
          "e\u0301",
          "\u65e5\u672c",
          "\ud83d\ude80",
          "CON",
          "nul",
          "null",
          "true",
          "0",
          "#?&%2F",
          "${HOME}",
          "{}",
          "[]",
          "*",
          "long".repeat(500) + "1",
          "long".repeat(500) + "2");

  private static final int PROCESSES = 3;

  private final StateContract contract;
  private final Settings settings;

  StateTrial(StateContract contract, Settings settings) {
    this.contract = contract;
    this.settings = settings;
  }

  /** The store, as another process would open it. */
  Stores open() {
    return contract.backend().open(folder(), settings);
  }

  Path folder() {
    return contract.folder();
  }

  DeploymentKey key(String agent) {
    return contract.key(agent);
  }

  DeploymentKey stage(String agent, String stage) {
    return new DeploymentKey(key(agent).project(), stage, agent);
  }

  Duration lease() {
    return contract.lease();
  }

  /** What is stored. Ends the rule as not tested where the test class does not say. */
  StoredContent content() {
    return contract
        .storedContent()
        .orElseThrow(
            () ->
                new TestAbortedException(
                    "storedContent() does not say how to get at what is stored"));
  }

  /** Has another process do something with the store. */
  OtherProcess process(Task task, String... words) {
    return OtherProcess.start(new Job(task, contract.getClass(), folder(), settings, words));
  }

  /**
   * Has several processes do the same, each under a name of its own, in rounds that all begin as
   * one: else the first might be done before the last has begun, and none would meet another.
   */
  List<String> together(Task task, int rounds) {
    List<OtherProcess> processes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        names.add("p" + i);
        processes.add(process(task, "p" + i));
      }
      for (int round = 0; round <= rounds; round++) {
        String word = round < rounds ? Task.GO_ON : Task.STOP;
        processes.forEach(OtherProcess::next);
        processes.forEach(process -> process.tell(word));
      }
      processes.forEach(OtherProcess::awaitEnd);
    } finally {
      closeAll(processes);
    }
    return names;
  }

  /**
   * The moments at which writers are killed, as parts of the time that a round of writes takes
   * there: what is a long time on one machine is less than a single write on another.
   */
  double[] moments() {
    return new Random(20260304).doubles(contract.kills()).toArray();
  }

  /** How many is a crowd for a store. */
  int many() {
    return contract.many();
  }

  private static void closeAll(Collection<OtherProcess> processes) {
    processes.forEach(OtherProcess::close);
  }
}
