package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.DestroyResult;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import ai.holodeck.deploy.service.ServiceStatus;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A correct provider passes; each wrong one differs in one method, and breaks its rule. */
class DeployerContractTest {
  @Test
  void correctProviderPassesEveryRule() {
    KitRun run = run(MemoryDeployer::new);

    assertThat(run.broken()).isEmpty();
    assertThat(run.others()).isEmpty();
    assertThat(run.passed()).isEqualTo(12);
  }

  @Test
  void serviceThatKeepsItsFirstImageBreaksItsRule() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              String versionOf(DeployRequest request) {
                return "v1";
              }
            },
        "DEP-02");
  }

  @Test
  void forgottenReleaseBreaksItsRule() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              Optional<ReleaseId> releaseOf(Running running) {
                return Optional.empty();
              }
            },
        "DEP-03");
  }

  @Test
  void errorForUnknownIdBreaksItsRules() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              ServiceStatus unknown() {
                throw new DeployException(CoreError.NOT_DEPLOYED, "no such service", "deploy it");
              }
            },
        "DEP-04",
        "DEP-05");
  }

  @Test
  void destroyThatAlwaysDeletesBreaksItsRules() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              DestroyResult gone() {
                return DestroyResult.DELETED;
              }
            },
        "DEP-05",
        "DEP-06");
  }

  @Test
  void acceptedZeroDeadlineBreaksItsRule() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              void zeroDeadline() {}
            },
        "DEP-07");
  }

  @Test
  void ignoredOptionBreaksItsRule() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              void unknownOption(String option) {}
            },
        "DEP-08");
  }

  @Test
  void replacedServiceOfAnotherOwnerBreaksItsRule() {
    assertBreaks(
        () ->
            new MemoryDeployer() {
              @Override
              void notOurs(ServiceName name) {}
            },
        "DEP-09");
  }

  @Test
  void nameWithoutTheStageBreaksItsRule() {
    KitRun run =
        run(
            () ->
                new MemoryProvider(MemoryDeployer::new) {
                  @Override
                  public ServiceName nameFor(ServiceOwner owner) {
                    return new ServiceName(owner.project() + owner.agent());
                  }
                },
            Subjects.Provider.class);

    assertThat(run.broken()).containsOnlyKeys("DEP-10");
  }

  private static void assertBreaks(Supplier<MemoryDeployer> wrong, String... rules) {
    KitRun run = run(wrong);
    assertThat(run.others()).isEmpty();
    assertThat(run.broken()).containsOnlyKeys(rules);
  }

  private static KitRun run(Supplier<MemoryDeployer> deployer) {
    return run(() -> new MemoryProvider(deployer), Subjects.Provider.class);
  }

  private static KitRun run(Supplier<DeployerHarness> harness, Class<?> contract) {
    Subjects.putHarness(harness);
    return KitRun.of(contract);
  }
}
