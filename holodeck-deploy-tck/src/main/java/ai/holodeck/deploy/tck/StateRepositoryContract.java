package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateRepository;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules of {@link StateRepository}. */
public abstract class StateRepositoryContract extends StateContract
    implements RecordProcessRules, RecordContentRules {
  private static final int THREADS = 4;
  private static final int EACH = 10;

  /** For subclasses. */
  protected StateRepositoryContract() {}

  @Rule(
      id = "STA-01",
      text = "A store that nothing was written to MUST give no record and no error.")
  public void emptyStoreGivesNothing() {
    StateRepository records = open().records();

    assertThat(records.list()).isEmpty();
    assertThat(records.find(key("support"))).isEmpty();
  }

  @Rule(id = "STA-02", text = "find MUST give what save wrote, and save MUST return the same.")
  public void savedIsFound() {
    StateRepository records = open().records();
    DeployedService plain = service("a");
    DeployedService service =
        new DeployedService(
            plain.provider(),
            new ServiceId("A Service/ID, \"quoted\""),
            plain.serviceName(),
            plain.url(),
            plain.state(),
            plain.statusWord(),
            "localhost:5000/agents/support:1@sha256:" + "01".repeat(32),
            "what another tool wrote");

    DeploymentRecord written = records.save(key("support"), service);

    assertThat(written.key()).isEqualTo(key("support"));
    assertThat(written.service()).isEqualTo(service);
    assertThat(records.find(key("support"))).contains(written);
    assertThat(records.list()).containsExactly(written);
  }

  @Rule(
      id = "STA-03",
      text = "A record MUST be seen by whoever opens the same store, or has opened.")
  public void savedIsFoundByOthers() {
    StateRepository other = open().records();
    assertThat(other.find(key("support"))).isEmpty();
    DeploymentRecord written = open().records().save(key("support"), service("a"));

    assertThat(other.find(key("support"))).contains(written);
    assertThat(open().records().find(key("support"))).contains(written);
  }

  @Rule(id = "STA-04", text = "The time of creation MUST survive an update.")
  public void creationSurvivesUpdate() {
    StateRepository records = open().records();

    DeploymentRecord first = records.save(key("support"), service("a"));
    DeploymentRecord second = records.save(key("support"), service("b"));

    assertThat(second.createdAt()).isEqualTo(first.createdAt());
    assertThat(second.service()).isEqualTo(service("b"));
  }

  @Rule(id = "STA-05", text = "The time of update MUST move on with every save.")
  public void updateMovesOn() {
    StateRepository records = open().records();

    DeploymentRecord first = records.save(key("support"), service("a"));
    DeploymentRecord second = open().records().save(key("support"), service("a"));

    assertThat(second.updatedAt()).isAfter(first.updatedAt());
    assertThat(first.updatedAt()).isAfterOrEqualTo(first.createdAt());
  }

  @Rule(id = "STA-06", text = "A save MUST leave the records under other keys as they are.")
  public void otherKeysStay() {
    StateRepository records = open().records();
    DeploymentRecord other = records.save(key("other"), service("o"));

    records.save(key("support"), service("a"));
    records.save(key("support"), service("b"));

    assertThat(records.find(key("other"))).contains(other);
  }

  @Rule(id = "STA-07", text = "The stages of one agent MUST be kept apart.")
  public void stagesAreApart() {
    StateRepository records = open().records();
    DeploymentKey staging = stage("support", "staging");

    DeploymentRecord first = records.save(key("support"), service("a"));
    DeploymentRecord second = records.save(staging, service("b"));

    assertThat(records.find(key("support"))).contains(first);
    assertThat(records.find(staging)).contains(second);
  }

  @Rule(id = "STA-08", text = "list MUST give every record once, ordered by stage and then agent.")
  public void listIsOrdered() {
    StateRepository records = open().records();
    for (String agent : List.of("c", "a", "b")) {
      records.save(stage(agent, "staging"), service(agent));
      records.save(key(agent), service(agent));
    }

    assertThat(records.list().stream().map(DeploymentRecord::key))
        .containsExactly(
            key("a"),
            key("b"),
            key("c"),
            stage("a", "staging"),
            stage("b", "staging"),
            stage("c", "staging"));
  }

  @Rule(
      id = "STA-09",
      text = "remove MUST forget the record of that key only, and say whether there was one.")
  public void removeForgets() {
    StateRepository records = open().records();
    records.save(key("support"), service("a"));
    DeploymentRecord other = records.save(key("other"), service("o"));

    assertThat(records.remove(key("support"))).isTrue();
    assertThat(records.remove(key("support"))).isFalse();

    assertThat(records.find(key("support"))).isEmpty();
    assertThat(open().records().list()).containsExactly(other);
  }

  @Rule(id = "STA-10", text = "A status word MUST be kept as it is, whatever the state.")
  public void statusWordIsKept() {
    StateRepository records = open().records();
    for (ServiceState state : ServiceState.values()) {
      DeployedService service = service("a");
      records.save(
          key("support"),
          new DeployedService(
              service.provider(),
              service.serviceId(),
              service.serviceName(),
              service.url(),
              state,
              "their word for it",
              service.imageUri(),
              service.configHash()));

      DeployedService found = open().records().find(key("support")).orElseThrow().service();

      assertThat(found.state()).isEqualTo(state);
      assertThat(found.statusWord()).isEqualTo("their word for it");
    }
  }

  @Rule(id = "STA-11", text = "A service without a URL MUST come back without one.")
  public void absentUrlStaysAbsent() {
    StateRepository records = open().records();
    DeployedService service = service("a");
    DeployedService withoutUrl =
        new DeployedService(
            "elsewhere",
            service.serviceId(),
            service.serviceName(),
            Optional.empty(),
            service.state(),
            service.statusWord(),
            service.imageUri(),
            service.configHash());

    records.save(key("support"), withoutUrl);

    assertThat(open().records().find(key("support")).orElseThrow().service()).isEqualTo(withoutUrl);
  }

  @Rule(
      id = "STA-12",
      text =
          "An agent, and a stage, MAY have any name that is not blank; different ones are apart.")
  public void namesOfAnyKind() {
    StateRepository records = open().records();
    Map<DeploymentKey, DeploymentRecord> written = new HashMap<>();
    for (String name : StateTrial.AWKWARD_NAMES) {
      for (DeploymentKey key : List.of(key(name), stage("staged", name))) {
        written.put(key, records.save(key, service("s" + written.size())));
      }
    }

    StateRepository again = open().records();
    written.forEach((key, record) -> assertThat(again.find(key)).contains(record));
    assertThat(again.list()).containsExactlyInAnyOrderElementsOf(written.values());
  }

  @Rule(id = "STA-13", text = "Writers at the same time MUST lose nothing.")
  public void concurrentWritersLoseNothing() throws Exception {
    List<StateRepository> sides = List.of(open().records(), open().records());

    Together.run(
        THREADS,
        thread ->
            () -> {
              StateRepository records = sides.get(thread % sides.size());
              for (int i = 0; i < EACH; i++) {
                records.save(key("agent-" + thread + "-" + i), service("s" + i));
                records.save(key("agent-" + thread), service("t" + i));
                records.save(key("shared"), service("t" + thread));
              }
              return true;
            });

    StateRepository records = open().records();
    assertThat(records.list()).hasSize(THREADS * (EACH + 1) + 1);
    for (int thread = 0; thread < THREADS; thread++) {
      assertThat(records.find(key("agent-" + thread)).map(DeploymentRecord::service))
          .contains(service("t" + (EACH - 1)));
    }
  }

  @Rule(
      id = "STA-14",
      text = "Of removals at the same time exactly one MUST say that there was a record.")
  public void concurrentRemovalsAgree() throws Exception {
    open().records().save(key("support"), service("a"));

    List<Boolean> removed =
        Together.run(THREADS, i -> () -> open().records().remove(key("support")));

    assertThat(removed).containsOnlyOnce(true);
  }

  private DeploymentKey stage(String agent, String stage) {
    return trial().stage(agent, stage);
  }
}
