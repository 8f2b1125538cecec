package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.Capability;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The rules of {@link ai.holodeck.deploy.image.ImageBuilder}. Extend it and give a harness; that is
 * all.
 */
public abstract class ImageBuilderContract extends Contract
    implements BuiltImageRules,
        ContextRules,
        OddContextRules,
        BuildFailureRules,
        BaseImageRules,
        BuildProgressRules,
        BuildInterruptRules,
        BuildListenerRules,
        BuildCacheRules,
        BuildConcurrencyRules {
  private @Nullable ImageBuilderTrial trial;

  /** For subclasses. */
  protected ImageBuilderContract() {}

  /** The engine under test; asked once for each rule. */
  protected abstract ImageBuilderHarness harness();

  @Override
  public final ImageBuilderTrial trial() {
    return Objects.requireNonNull(trial, "no rule is running");
  }

  /** Takes the builder of the running rule. */
  @BeforeEach
  final void connect() {
    trial = new ImageBuilderTrial(harness());
  }

  /** Removes whatever the running rule has left at the engine. */
  @AfterEach
  final void removeImages() {
    if (trial != null) {
      trial.clean();
    }
  }

  @Override
  final Subject subject() {
    ImageBuilderHarness harness = trial().harness();
    return new Subject(harness.engine(), harness.version(), Set.of());
  }

  @Override
  final void assertRefuses(Capability undeclared) {
    throw new IllegalStateException("an image builder declares no capabilities");
  }
}
