package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.LogSource;
import ai.holodeck.deploy.service.ServiceLister;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The rules of {@link ai.holodeck.deploy.service.Deployer} and its factory. Extend it and give a
 * harness; that is all.
 */
public abstract class DeployerContract extends Contract
    implements DeployRules,
        ReplaceRules,
        HealthRules,
        FailureRules,
        EnvironmentRules,
        DestroyRules,
        NameRules,
        RefusalRules,
        InterruptRules,
        ConcurrencyRules,
        LogRules,
        SinceRules,
        FollowRules,
        ListingRules,
        FaultRules,
        FaultyReadRules {
  private @Nullable DeployerTrial trial;

  /** For subclasses. */
  protected DeployerContract() {}

  /** The provider under test; asked once for each rule. */
  protected abstract DeployerHarness harness();

  @Override
  public final DeployerTrial trial() {
    return Objects.requireNonNull(trial, "no rule is running");
  }

  /** Makes the deployer of the running rule. */
  @BeforeEach
  final void connect() {
    trial = new DeployerTrial(harness());
  }

  /** Removes whatever the running rule has left at the provider. */
  @AfterEach
  final void removeServices() {
    if (trial != null) {
      trial.harness().faults().ifPresent(ProviderFaults::stop);
      trial.clean();
    }
  }

  @Override
  final Subject subject() {
    DeployerHarness harness = trial().harness();
    return new Subject(
        harness.factory().provider(), harness.version(), harness.factory().capabilities());
  }

  @Override
  final String remark() {
    return trial().remark();
  }

  @Override
  final void assertRefuses(Capability undeclared) {
    switch (undeclared) {
      case LOGS -> assertThat(trial().deployer().ability(LogSource.class)).isEmpty();
      case LISTING -> assertThat(trial().deployer().ability(ServiceLister.class)).isEmpty();
      case LOGS_FOLLOW -> assertFollowingIsRefused();
      case DETACHED -> assertZeroDeadlineIsRefused();
      default -> throw new IllegalStateException("nobody can call " + undeclared);
    }
  }

  private void assertFollowingIsRefused() {
    Optional<LogSource> logs = trial().deployer().ability(LogSource.class);
    if (logs.isEmpty()) {
      return;
    }
    LogRequest follow =
        new LogRequest(OptionalInt.empty(), Optional.empty(), LogRequest.Mode.FOLLOW);
    var id = trial().deploy("v1").id();
    assertRefused(CoreError.CAPABILITY_MISSING, () -> logs.get().stream(id, follow, line -> {}));
  }

  private void assertZeroDeadlineIsRefused() {
    var request = trial().request("v1").deadline(Duration.ZERO).build();
    assertRefused(
        CoreError.CAPABILITY_MISSING,
        () -> trial().deployer().deploy(request, DeployListener.silent()));
    assertThat(trial().deployer().find(trial().name())).isEmpty();
  }
}
