package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Several callers at once. */
interface ConcurrencyRules extends DeployerRules {
  int CALLERS = 4;
  int NAMES = 20;

  @Rule(
      id = "DEP-80",
      text =
          "Deploys of one name at once MUST leave one service, that of a deploy which succeeded.")
  default void oneName() throws Exception {
    List<Mark> marks = Stream.generate(Mark::make).limit(CALLERS).toList();
    List<Optional<Deployment>> ended =
        Together.run(
            bounded(),
            CALLERS,
            caller -> {
              Deployer deployer = trial().another();
              DeployRequest request =
                  trial().request("v" + caller, marks.get(caller).variable()).build();
              return () -> deployIfPossible(deployer, request);
            });

    FoundService found =
        trial()
            .another()
            .find(trial().name())
            .orElseThrow(() -> new AssertionError("no service is left of " + CALLERS + " deploys"));
    ProbeClient serving = trial().probe(new Deployment(found.id(), trial().name(), found.status()));
    int winner = winner(marks, serving);
    assertThat(ended.get(winner)).as("what the deploy gave whose program serves").isPresent();
    for (int caller = 0; caller < CALLERS; caller++) {
      if (caller != winner && ended.get(caller).isPresent()) {
        assertReplaced(ended.get(caller).get(), marks.get(caller), found);
      }
    }
  }

  private static int winner(List<Mark> marks, ProbeClient serving) {
    return IntStream.range(0, CALLERS)
        .filter(caller -> marks.get(caller).isAt(serving))
        .findFirst()
        .orElseThrow(() -> new AssertionError("none of the programs deployed serves"));
  }

  private static Optional<Deployment> deployIfPossible(Deployer deployer, DeployRequest request) {
    try {
      return Optional.of(deployer.deploy(request, DeployListener.silent()));
    } catch (DeployException e) {
      return Optional.empty();
    }
  }

  /** What a deploy has given is neither known any more, where it had its own id, nor running. */
  private void assertReplaced(Deployment given, Mark mark, FoundService by) {
    if (!given.id().equals(by.id())) {
      assertThat(trial().deployer().status(given.id()).state())
          .isIn(ServiceState.UNKNOWN, ServiceState.DELETED);
    }
    given
        .status()
        .url()
        .ifPresent(url -> mark.assertLeaves(ProbeClient.at(url), trial().harness().startTime()));
  }

  /** How long deploys may take that must wait for each other. */
  private Duration bounded() {
    return trial().harness().startTime().multipliedBy(CALLERS).plus(trial().limit());
  }

  @Rule(id = "DEP-81", text = "Deploys of twenty names at once MUST each give its own service.")
  default void twentyNames() throws Exception {
    List<Deployment> deployments =
        Together.run(
            bounded(),
            NAMES,
            caller ->
                () ->
                    trial()
                        .deployer()
                        .deploy(
                            trial()
                                .request(
                                    trial().owner("kit-" + caller),
                                    "v1",
                                    DeployerTrial.variable("KIT_NUMBER", "" + caller))
                                .build(),
                            DeployListener.silent()));

    for (int caller = 0; caller < NAMES; caller++) {
      ProbeClient probe = trial().probe(deployments.get(caller));
      assertThat(probe.variable("KIT_NUMBER")).contains("" + caller);
    }
  }

  @Rule(
      id = "DEP-82",
      text = "find and status MUST answer while a deploy of the same name waits, on one instance.")
  default void readsDuringADeploy() throws Exception {
    Deployment first = trial().deploy("v1");
    DeployRequest request =
        trial()
            .request("v2", DeployerTrial.variable("PROBE_HEALTH_STATUS", "503"))
            // Later than any read may take.
            .deadline(trial().limit().multipliedBy(2))
            .build();
    CountDownLatch begun = new CountDownLatch(1);
    Background<Optional<Deployment>> deploying =
        Background.start(
            "the deploy",
            () -> {
              try {
                return Optional.of(
                    trial().direct().deploy(request, (state, message) -> begun.countDown()));
              } catch (DeployException e) {
                return Optional.empty();
              }
            });
    try {
      assertThat(begun.await(trial().limit().toMillis(), TimeUnit.MILLISECONDS))
          .as("the deploy tells its listener that it has begun")
          .isTrue();

      assertThat(trial().deployer().find(trial().name())).isPresent();
      assertThat(trial().deployer().status(first.id()).state()).isNotEqualTo(ServiceState.FAILED);
      assertThat(deploying.hasEnded())
          .as("the deploy ended before the service was healthy")
          .isFalse();
    } finally {
      deploying.interrupt();
    }
    deploying.await(trial().limit().multipliedBy(3));
  }
}
