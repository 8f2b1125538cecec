package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import ai.holodeck.deploy.tck.probe.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference passes with all abilities and with none; each wrong one breaks its rule alone. */
@Execution(ExecutionMode.CONCURRENT)
class DeployerContractTest {
  @Test
  void referenceWithAllAbilitiesPassesEveryRule() {
    assertPasses(MemoryProvider.ALL);
  }

  @Test
  void referenceWithoutAbilitiesPassesEveryRule() {
    assertPasses(Set.of());
  }

  @Test
  void referenceThatGivesPastLinesOnlyPassesEveryRule() {
    assertPasses(Set.of(Capability.LOGS));
  }

  @Test
  void providerThatStartsEndedServicesAgainPassesEveryRule() {
    assertPasses(
        Wrong.deployer(
                "none",
                "starts ended services again",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      ServiceStatus stateToStatus(MemoryService service) {
                        return restarted(service).status();
                      }

                      @Override
                      ServiceStatus stateToFind(MemoryService service) {
                        return restarted(service).status();
                      }

                      private synchronized MemoryService restarted(MemoryService service) {
                        if (service.status().state() == ServiceState.FAILED) {
                          MemoryInstance next = instance(service.request(), service);
                          while (!next.listens()) {
                            Thread.onSpinWait();
                          }
                          service.begin(next);
                          service.promote();
                        }
                        return service;
                      }
                    })
            .provider());
  }

  @Test
  void providerThatAddsLinesOfItsOwnPassesEveryRule() {
    assertPasses(
        Wrong.deployer(
                "none",
                "adds lines of its own",
                (cloud, capabilities) ->
                    new MemoryDeployer(cloud, capabilities) {
                      @Override
                      List<LogLine> past(MemoryLines log) {
                        List<LogLine> lines = new ArrayList<>(super.past(log));
                        lines.add(0, line(LogLine.Stream.SYSTEM, "started"));
                        lines.add(1, line(LogLine.Stream.STDERR, "Picked up JAVA_TOOL_OPTIONS: "));
                        lines.add(line(LogLine.Stream.SYSTEM, "healthy"));
                        return lines;
                      }
                    })
            .provider());
  }

  @Test
  void providerThatRefusesTimesPassesEveryRule() {
    assertPasses(WrongLines.refusingSince(CoreError.CAPABILITY_MISSING).provider());
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void wrongProviderBreaksItsRuleAlone(Wrong wrong) {
    Subjects.putHarness(wrong.provider());

    KitRun run = KitRun.of(Subjects.Provider.class);

    assertThat(run.others()).isEmpty();
    assertThat(run.broken()).containsOnlyKeys(wrong.rules());
    run.broken().forEach((id, message) -> assertThat(message).contains("rule " + id + ": "));
  }

  @Test
  void versionsThatRulesDeployAreThoseOfThePublishedScript() throws IOException {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    assertPasses(
        () ->
            new MemoryProvider(MemoryProvider.ALL) {
              @Override
              public ImageRef image(String version) {
                asked.add(version);
                return super.image(version);
              }
            });

    try (InputStream script = Probe.class.getResourceAsStream("push.sh")) {
      assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
          .contains("for version in " + String.join(" ", new TreeSet<>(asked)) + "; do");
    }
  }

  @Test
  void everyRuleHasAWrongProvider() {
    Set<String> broken = new TreeSet<>();
    wrong().map(Wrong::rules).filter(rules -> rules.size() == 1).forEach(broken::addAll);

    assertThat(broken).isEqualTo(Rules.ofContract(DeployerContract.class).ids());
  }

  static Stream<Wrong> wrong() {
    return Stream.of(
            WrongDeploys.all(),
            WrongFailures.all(),
            WrongServices.all(),
            WrongManners.all(),
            WrongConcurrency.all(),
            WrongLines.all(),
            WrongFaults.all(),
            WrongFaultyReads.all())
        .flatMap(List::stream);
  }

  private static LogLine line(LogLine.Stream stream, String text) {
    return new LogLine(Optional.empty(), stream, text);
  }

  private static void assertPasses(Set<Capability> capabilities) {
    assertPasses(() -> new MemoryProvider(capabilities));
  }

  private static void assertPasses(Supplier<? extends DeployerHarness> provider) {
    Subjects.putHarness(provider);

    KitRun run = KitRun.of(Subjects.Provider.class);

    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.passed()).isEqualTo(Rules.ofContract(DeployerContract.class).ids().size());
  }
}
