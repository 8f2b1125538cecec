package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.ServiceId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The report and the verdict, for each outcome. */
@Execution(ExecutionMode.CONCURRENT)
class ReportTest {
  private static final int RULES = Rules.ofContract(DeployerContract.class).ids().size();

  private static final String FAULTS =
      Rules.ofContract(DeployerContract.class).ids().stream()
          .filter(id -> id.startsWith("FLT-"))
          .collect(Collectors.joining(", "));

  @Test
  void everythingKeptIsConformant() throws Exception {
    KitRun run = run(Subjects.Provider.class, new MemoryProvider(MemoryProvider.ALL));

    assertThat(run.report())
        .startsWith(
            """
            contract:     DeployerContract, %d rules
            adapter:      memory 1
            capabilities: LOGS, LOGS_FOLLOW, LISTING, DETACHED, ZERO_DOWNTIME, NEEDS_REGISTRY
            verdict:      conformant

            DEP-01  PASS  deploy MUST give the id"""
                .formatted(RULES));
    JsonNode json = new ObjectMapper().readTree(run.json());
    assertThat(json.get("adapter").asText()).isEqualTo("memory");
    assertThat(json.get("version").asText()).isEqualTo("1");
    assertThat(json.get("capabilities")).hasSize(6);
    assertThat(json.get("complete").asBoolean()).isTrue();
    assertThat(json.get("conformant").asBoolean()).isTrue();
    assertThat(json.get("untested")).isEmpty();
    assertThat(json.get("verdict").asText()).isEqualTo("conformant");
    assertThat(json.get("rules")).hasSize(RULES);
    assertThat(json.get("rules").findValuesAsText("outcome")).containsOnly("PASS");
  }

  @Test
  void undeclaredIsRefusedAsDeclared() {
    KitRun run = run(Subjects.Provider.class, new MemoryProvider(Set.of()));

    assertThat(run.report())
        .contains("capabilities: none\nverdict:      conformant\n")
        .contains("LOG-01  REFUSED_AS_DECLARED  ")
        .contains("        LOGS is not declared\n");
  }

  @Test
  void undeclaredButThereFails() {
    Subjects.putHarness(
        Wrong.deployer(
                "LOG-01",
                "can what it does not declare",
                Set.of(),
                (cloud, none) ->
                    new MemoryDeployer(cloud, none) {
                      @Override
                      public <T> Optional<T> ability(Class<T> type) {
                        return Optional.of(type.cast(this));
                      }
                    })
            .provider());

    KitRun run = KitRun.of(Subjects.Provider.class);

    assertThat(run.broken().keySet()).contains("LOG-01", "DEP-33", "DEP-90");
  }

  @Test
  void followingThatIsNotDeclaredMustBeRefused() {
    Subjects.putHarness(
        Wrong.deployer(
                "LOG-10",
                "follows without saying so",
                Set.of(Capability.LOGS),
                (cloud, logs) ->
                    new MemoryDeployer(cloud, logs) {
                      @Override
                      void refuseFollowing() {}
                    })
            .provider());

    assertThat(KitRun.of(Subjects.Provider.class).broken())
        .containsOnlyKeys("LOG-10", "LOG-11", "LOG-12");
  }

  @Test
  void brokenIsNotConformant() {
    Subjects.putHarness(WrongDeploys.all().get(0).provider());
    KitRun run = KitRun.of(Subjects.Provider.class);

    assertThat(run.report())
        .contains("verdict:      not conformant, broken: DEP-01\n")
        .contains("DEP-01  FAIL  ");
  }

  @Test
  void untestedIsNamed() {
    KitRun run =
        run(
            Subjects.Provider.class,
            new MemoryProvider(MemoryProvider.ALL) {
              @Override
              public Optional<ProviderFaults> faults() {
                return Optional.empty();
              }
            });

    assertThat(run.broken()).isEmpty();
    assertThat(run.report())
        .contains("verdict:      conformant, untested: " + FAULTS + "\n")
        .contains("FLT-01  NOT_TESTED  ")
        .contains("        the harness injects no faults\n");
  }

  @Test
  void abilityThatNobodyCanSeeIsDeclaredAndUntested() throws Exception {
    KitRun run =
        run(
            Subjects.Provider.class,
            new MemoryProvider(Set.of(Capability.SECRETS, Capability.SCALE_TO_ZERO)));

    assertThat(run.broken()).isEmpty();
    assertThat(run.report())
        .contains(
            """
            capabilities: SCALE_TO_ZERO (declared, untested), SECRETS (declared, untested)
            verdict:      conformant, untested: SCALE_TO_ZERO, SECRETS
            """);
    assertThat(new ObjectMapper().readTree(run.json()).get("untested")).hasSize(2);
  }

  @Test
  void removalByTheAdapterItselfIsTold() {
    KitRun run =
        run(
            Subjects.Provider.class,
            new MemoryProvider(MemoryProvider.ALL) {
              @Override
              public boolean removeBehindOurBack(ServiceId id) {
                return false;
              }
            });

    assertThat(run.broken()).isEmpty();
    assertThat(run.report()).containsOnlyOnce("removed by a second deployer of the adapter");
  }

  @Test
  void runOfSomeRulesIsIncompleteAndNotConformant() throws Exception {
    Subjects.putHarness(() -> new MemoryProvider(MemoryProvider.ALL));

    KitRun run =
        KitRun.of(
            Subjects.Provider.class, selectMethod(Subjects.Provider.class, "deployGivesIdAndName"));

    assertThat(run.passed()).isEqualTo(1);
    assertThat(run.report())
        .contains("verdict:      incomplete, rules run: 1 of " + RULES + "\n")
        .contains("DEP-01  PASS  ")
        .contains("DEP-02  NOT_TESTED  ")
        .contains("        it was not run\n");
    JsonNode json = new ObjectMapper().readTree(run.json());
    assertThat(json.get("complete").asBoolean()).isFalse();
    assertThat(json.get("conformant").asBoolean()).isFalse();
  }

  @Test
  void declaredDeviationIsReportedAndNotConformant() {
    Subjects.putHarness(WrongDeploys.all().get(0).provider());
    KitRun run = KitRun.of(Deviating.class);

    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.report())
        .contains("verdict:      not conformant, deviates as declared: DEP-01\n")
        .contains("DEP-01  DEVIATES  ")
        .contains("        it has a name of its own\n");
    assertThat(run.json()).contains("\"conformant\" : false");
  }

  @Test
  void declaredDeviationThatIsNoneFails() {
    KitRun run = run(Deviating.class, new MemoryProvider(MemoryProvider.ALL));

    assertThat(run.broken()).containsOnlyKeys("DEP-01");
    assertThat(run.broken().get("DEP-01")).contains("remove the declaration");
  }

  @Test
  void deviationOfNoRuleFails() {
    KitRun run = run(Misspelt.class, new MemoryProvider(MemoryProvider.ALL));

    assertThat(run.others()).singleElement().asString().contains("'DEP-99'", "no rule");
  }

  @Test
  void ruleCannotBeReplaced() {
    KitRun run = run(Replacing.class, new MemoryProvider(MemoryProvider.ALL));

    assertThat(run.others())
        .singleElement()
        .asString()
        .contains("replaces the test of rule DEP-01", "deviations()");
    assertThat(run.passed()).isZero();
  }

  @Test
  void adapterThatCannotBeMadeFailsEveryRule() {
    Subjects.putHarness(
        () -> {
          throw new IllegalStateException("no such cloud");
        });

    KitRun run = KitRun.of(Subjects.Provider.class);

    assertThat(run.broken()).hasSize(RULES);
    assertThat(run.passed()).isZero();
  }

  private static KitRun run(Class<?> contract, MemoryProvider provider) {
    Subjects.putHarness(() -> provider);
    return KitRun.of(contract);
  }

  static class Deviating extends Subjects.Provider {
    @Override
    protected Map<String, String> deviations() {
      return Map.of("DEP-01", "it has a name of its own");
    }
  }

  static final class Misspelt extends Subjects.Provider {
    @Override
    protected Map<String, String> deviations() {
      return Map.of("DEP-99", "it is another rule");
    }
  }

  static final class Replacing extends Subjects.Provider {
    @Override
    public void deployGivesIdAndName() {}
  }
}
