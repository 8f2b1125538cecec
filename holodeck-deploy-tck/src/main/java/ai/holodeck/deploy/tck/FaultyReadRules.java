package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.FoundService;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceLister;
import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * Whatever else is asked of a provider that answers badly: that it did not say is an error, and
 * never taken for the answer that there is nothing.
 */
interface FaultyReadRules extends DeployerRules {
  /** Those that end at once. */
  Set<Fault> QUICK = EnumSet.complementOf(EnumSet.of(Fault.NO_ANSWER));

  @Rule(
      id = "FLT-10",
      text = "find at a provider that answers badly MUST be a clear error, and not empty.")
  default void findFails() {
    deployed();

    assertFails("find", () -> trial().another().find(trial().name()));
  }

  @Rule(
      id = "FLT-11",
      text = "status at a provider that answers badly MUST be a clear error, and not UNKNOWN.")
  default void statusFails() {
    Deployment deployment = deployed();

    assertFails("status", () -> trial().another().status(deployment.id()));
  }

  @Rule(
      id = "FLT-12",
      text =
          "destroy at a provider that answers badly MUST be a clear error, and not ALREADY_GONE; what was not removed MUST still be known afterwards.")
  default void destroyFails() {
    Deployment deployment = deployed();

    assertFails("destroy", () -> trial().another().destroy(deployment.id()));

    assertThat(trial().another().find(trial().name()).map(FoundService::id))
        .contains(deployment.id());
  }

  @Rule(
      id = "FLT-13",
      needs = Capability.LISTING,
      text = "list at a provider that answers badly MUST be a clear error, and not empty.")
  default void listFails() {
    deployed();

    assertFails("list", list(trial().another()));
  }

  @Rule(
      id = "FLT-14",
      needs = Capability.LOGS,
      text =
          "The lines of a service at a provider that answers badly MUST be a clear error, and neither none nor NOT_DEPLOYED.")
  default void linesFail() {
    Deployment deployment = deployed();

    assertFails("the reading of lines", lines(trial().another(), deployment));
  }

  @Rule(
      id = "FLT-15",
      text =
          "find, status, destroy, list and the reading of lines at a provider that never answers MUST each end in a clear error.")
  default void noAnswerEnds() throws Exception {
    FaultTrial faults = FaultTrial.of(trial());
    Deployment deployment = deployed();
    Map<String, ThrowingCallable> calls = calls(deployment);
    List<Background<String>> running = new ArrayList<>();

    faults.faults().start(Fault.NO_ANSWER);
    try {
      calls.forEach(
          (what, call) ->
              running.add(
                  Background.start(
                      what,
                      () -> {
                        FaultTrial.assertClear("what " + what + " threw", catchThrowable(call));
                        return what;
                      })));
      for (Background<String> each : running) {
        // Twice, since the call has a limit of its own, which says more.
        each.await(trial().limit().multipliedBy(2));
      }
    } finally {
      faults.faults().stop();
    }
  }

  private Map<String, ThrowingCallable> calls(Deployment deployment) {
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    Deployer deployer = trial().another();
    calls.put("find", () -> deployer.find(trial().name()));
    calls.put("status", () -> deployer.status(deployment.id()));
    calls.put("destroy", () -> deployer.destroy(deployment.id()));
    if (trial().declares(Capability.LISTING)) {
      calls.put("list", list(deployer));
    }
    if (trial().declares(Capability.LOGS)) {
      calls.put("the reading of lines", lines(deployer, deployment));
    }
    return calls;
  }

  private static ThrowingCallable list(Deployer deployer) {
    ServiceLister lister = deployer.ability(ServiceLister.class).orElseThrow();
    return lister::list;
  }

  private static ThrowingCallable lines(Deployer deployer, Deployment deployment) {
    LogSource source = deployer.ability(LogSource.class).orElseThrow();
    return () -> source.stream(deployment.id(), LogRequest.all(), line -> {});
  }

  private Deployment deployed() {
    // First, as a rule that cannot be tested is not broken by what the deployer cannot do yet.
    FaultTrial.of(trial());
    return trial().deploy("v1", KitSecret.variable());
  }

  private void assertFails(String what, ThrowingCallable call) {
    FaultTrial faults = FaultTrial.of(trial());
    QUICK.forEach(fault -> faults.assertFails(fault, what, call));
  }
}
