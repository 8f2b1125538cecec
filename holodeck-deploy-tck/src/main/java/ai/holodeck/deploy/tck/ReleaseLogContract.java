package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.ReleaseLog;
import ai.holodeck.deploy.service.ReleaseId;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The rules of {@link ReleaseLog}. */
public abstract class ReleaseLogContract extends StateContract
    implements LogProcessRules, LogContentRules {
  /** The bound of {@link ReleaseLog#history}. */
  private static final int KEPT = 50;

  private static final int THREADS = 4;

  /** For subclasses. */
  protected ReleaseLogContract() {}

  @Rule(
      id = "REL-01",
      text = "A log that nothing was written to MUST give no release and no error.")
  public void emptyLogGivesNothing() {
    ReleaseLog log = open().releases();

    assertThat(log.open(key("support"))).isEmpty();
    assertThat(log.history(key("support"))).isEmpty();
  }

  @Rule(
      id = "REL-02",
      text = "A release that began MUST be open for whoever opens the same store, unchanged.")
  public void begunIsOpen() {
    for (Release intent :
        List.of(
            intent(key("support"), "r1"),
            onEngine(intent(key("local"), "r2")),
            destroy(key("gone"), "r3"))) {
      open().releases().begin(intent);

      assertThat(open().releases().open(intent.key())).contains(intent);
      assertThat(open().releases().history(intent.key())).containsExactly(intent);
    }
  }

  @Rule(
      id = "REL-03",
      text = "A second release of a key MUST be refused while one is open, and change nothing.")
  public void secondOpenReleaseIsRefused() {
    ReleaseLog log = open().releases();
    Release first = intent(key("support"), "r1");
    log.begin(first);

    assertRefused(
        CoreError.STATE_INVALID, () -> log.begin(intent(key("support"), "r2")), "support");

    assertThat(log.history(key("support"))).containsExactly(first);
  }

  @Rule(
      id = "REL-04",
      text = "Keys MUST be independent, stages of one agent too: each may have an open release.")
  public void keysAreIndependent() {
    ReleaseLog log = open().releases();
    DeploymentKey staging = trial().stage("support", "staging");
    log.begin(intent(key("support"), "r1"));
    log.begin(intent(key("other"), "r2"));
    log.begin(intent(staging, "r3"));

    log.settle(new ReleaseId("r1"), Release.Outcome.SUCCEEDED, "");

    assertThat(log.open(key("support"))).isEmpty();
    assertThat(log.open(key("other")).map(Release::id)).contains(new ReleaseId("r2"));
    assertThat(log.open(staging).map(Release::id)).contains(new ReleaseId("r3"));
    assertThat(log.history(key("support"))).hasSize(1);
  }

  @Rule(
      id = "REL-05",
      text =
          "settle MUST end an open release with outcome, time and note, and change nothing else of it.")
  public void settleEnds() {
    for (Release.Outcome outcome : Release.Outcome.values()) {
      ReleaseLog log = open().releases();
      Release intent = intent(key("support"), "r-" + outcome.name().toLowerCase(Locale.ROOT));
      log.begin(intent);

      log.settle(intent.id(), outcome, "why: \"so\"");

      assertThat(open().releases().open(key("support"))).isEmpty();
      Release settled = open().releases().history(key("support")).get(0);
      Release.End end = settled.end().orElseThrow();
      assertThat(end.outcome()).isEqualTo(outcome);
      assertThat(end.note()).isEqualTo("why: \"so\"");
      assertThat(settled).usingRecursiveComparison().ignoringFields("end").isEqualTo(intent);
    }
  }

  @Rule(id = "REL-06", text = "Settling what is settled MUST change nothing.")
  public void settleAgainChangesNothing() {
    ReleaseLog log = open().releases();
    log.begin(intent(key("support"), "r1"));
    log.settle(new ReleaseId("r1"), Release.Outcome.SUCCEEDED, "first");
    List<Release> before = log.history(key("support"));

    log.settle(new ReleaseId("r1"), Release.Outcome.FAILED, "second");

    assertThat(log.history(key("support"))).isEqualTo(before);
  }

  @Rule(id = "REL-07", text = "Settling what is not there MUST be no error and change nothing.")
  public void settleOfUnknownChangesNothing() {
    ReleaseLog log = open().releases();
    Release intent = intent(key("support"), "r1");
    log.begin(intent);

    log.settle(new ReleaseId("unknown"), Release.Outcome.FAILED, "");

    assertThat(log.history(key("support"))).containsExactly(intent);
  }

  @Rule(id = "REL-08", text = "history MUST give the newest first.")
  public void historyIsNewestFirst() {
    ReleaseLog log = open().releases();
    List.of("r2", "r1", "r3").forEach(id -> deploy(log, "support", id));

    assertThat(log.history(key("support")).stream().map(release -> release.id().value()))
        .containsExactly("r3", "r1", "r2");
  }

  @Rule(
      id = "REL-09",
      text = "history MUST keep the last 50 releases of a key and drop the oldest settled ones.")
  public void historyIsBounded() {
    ReleaseLog log = open().releases();
    for (int i = 0; i < KEPT; i++) {
      deploy(log, "support", "r" + i);
    }
    assertThat(log.history(key("support"))).hasSize(KEPT);
    deploy(log, "other", "o1");

    log.begin(intent(key("support"), "r" + KEPT));

    assertThat(log.history(key("support")).stream().map(release -> release.id().value()))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, KEPT).map(i -> KEPT + 1 - i).mapToObj(i -> "r" + i).toList());
    assertThat(log.open(key("support"))).isPresent();
    assertThat(log.history(key("other"))).hasSize(1);
  }

  @Rule(
      id = "REL-10",
      text = "Of two that begin a release of one key at the same time exactly one MUST win.")
  public void oneOfTwoWins() throws Exception {
    List<Boolean> won =
        Together.run(
            THREADS,
            thread ->
                () -> {
                  try {
                    open().releases().begin(intent(key("support"), "r" + thread));
                    return true;
                  } catch (DeployException e) {
                    assertThat(e.code()).isEqualTo(CoreError.STATE_INVALID);
                    return false;
                  }
                });

    assertThat(won).containsOnlyOnce(true);
    assertThat(open().releases().open(key("support")).map(release -> release.id().value()))
        .contains("r" + won.indexOf(true));
    assertThat(open().releases().history(key("support"))).hasSize(1);
  }

  @Rule(id = "REL-11", text = "Releases and records MUST not disturb each other.")
  public void recordsStay() {
    open().records().save(key("support"), service("a"));
    open().releases().begin(intent(key("support"), "r1"));
    open().records().remove(key("support"));

    assertThat(open().releases().open(key("support"))).isPresent();
    assertThat(open().records().list()).isEmpty();
  }

  @Rule(
      id = "REL-12",
      text = "A variable MUST have the same fingerprint for whoever opens the same store.")
  public void fingerprintIsTheSameAcrossOpens() {
    EnvironmentVariable variable = secret("API_KEY", "hunter2");
    String first = open().releases().fingerprint(variable);

    assertThat(open().releases().fingerprint(variable)).isEqualTo(first);
    open().releases().begin(intent(key("support"), "r1"));
    open().records().save(key("support"), service("a"));
    open().releases().settle(new ReleaseId("r1"), Release.Outcome.SUCCEEDED, "");
    open().records().remove(key("support"));
    assertThat(open().releases().fingerprint(variable)).isEqualTo(first);
  }

  @Rule(
      id = "REL-13",
      text = "Another value, and the same value under another name, MUST have another fingerprint.")
  public void anotherVariableHasAnotherFingerprint() {
    ReleaseLog log = open().releases();
    List<EnvironmentVariable> variables =
        List.of(
            secret("API_KEY", "hunter2"),
            secret("API_KEY", "hunter3"),
            secret("API_KEY", "hunter2\n"),
            secret("API_KEY", ""),
            secret("OTHER_KEY", "hunter2"),
            secret("API_KE", "Yhunter2"),
            secret("API_KEYh", "unter2"));

    assertThat(variables.stream().map(log::fingerprint)).doesNotHaveDuplicates();
  }

  @Rule(
      id = "REL-14",
      text = "All that ask for the first fingerprint at the same time MUST get the same one.")
  public void firstFingerprintIsOneForAll() throws Exception {
    List<String> given =
        Together.run(
            THREADS, thread -> () -> open().releases().fingerprint(secret("API_KEY", "hunter2")));

    assertThat(given).containsOnly(open().releases().fingerprint(secret("API_KEY", "hunter2")));
  }

  @Rule(
      id = "REL-15",
      text = "A fingerprint MUST be 64 lower-case hex digits, and not tell the value.")
  public void fingerprintDoesNotTellTheValue() {
    assertThat(open().releases().fingerprint(secret("API_KEY", "c0ffee"))).matches("[0-9a-f]{64}");
    assertThat(open().releases().fingerprint(secret("API_KEY", "c0ffee".repeat(20))))
        .matches("[0-9a-f]{64}")
        .doesNotContain("c0ffee");
  }

  private static EnvironmentVariable secret(String name, String value) {
    return new EnvironmentVariable(name, Secret.of(value));
  }

  private void deploy(ReleaseLog log, String agent, String id) {
    log.begin(intent(key(agent), id));
    log.settle(new ReleaseId(id), Release.Outcome.SUCCEEDED, "");
  }
}
