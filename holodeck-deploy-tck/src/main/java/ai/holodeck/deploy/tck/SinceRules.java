package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lines by the time at which they were written. */
interface SinceRules extends DeployerRules {
  @Rule(
      id = "LOG-08",
      needs = Capability.LOGS,
      text =
          "Lines since a moment MUST be those that are not older; where the times of lines are not known that MUST be refused with CAPABILITY_MISSING.")
  default void sinceLeavesOutWhatIsOlder() {
    Deployment deployment = trial().deploy("v1");
    ProbeClient probe = trial().probe(deployment);
    probe.print("kit 1\n");
    Lines all = Lines.of(source(), deployment.id(), LogRequest.all());
    all.awaitLine("kit 1", trial().harness().startTime());
    Instant now = Instant.now();
    try {
      since(now, deployment).all();
    } catch (DeployException refusal) {
      assertRefused(CoreError.CAPABILITY_MISSING, () -> since(now, deployment).all());
      return;
    }

    // The provider's clock may differ from this one, but not by a day.
    Duration day = Duration.ofDays(1);
    assertThat(since(now.minus(day), deployment).startingWith("kit ")).containsExactly("kit 1");
    assertThat(since(now.plus(day), deployment).ofService()).isEmpty();
    Optional<Instant> first = timeOf("kit 1", all);
    if (first.isPresent()) {
      LogLine later = printedAfter(first.get(), probe, all);
      assertThat(since(later.time().orElseThrow(), deployment).startingWith("kit "))
          .containsExactly(later.text());
    }
  }

  /** Prints until a line is later than the first; a provider may know whole seconds only. */
  private LogLine printedAfter(Instant first, ProbeClient probe, Lines all) {
    Duration patience = trial().harness().startTime();
    Instant end = Instant.now().plus(patience);
    for (int next = 2; Instant.now().isBefore(end); next++) {
      String text = "kit " + next;
      probe.print(text + "\n");
      all.awaitLine(text, patience);
      Optional<Instant> time = timeOf(text, all).filter(first::isBefore);
      if (time.isPresent()) {
        return new LogLine(time, LogLine.Stream.STDOUT, text);
      }
    }
    throw new AssertionError("no line is later than the first, which is of " + first);
  }

  private static Optional<Instant> timeOf(String text, Lines lines) {
    List<LogLine> found = lines.all().stream().filter(line -> line.text().equals(text)).toList();
    return found.get(0).time();
  }

  private Lines since(Instant moment, Deployment deployment) {
    return Lines.of(
        source(),
        deployment.id(),
        new LogRequest(OptionalInt.empty(), Optional.of(moment), LogRequest.Mode.PAST));
  }

  private LogSource source() {
    return trial().deployer().ability(LogSource.class).orElseThrow();
  }
}
