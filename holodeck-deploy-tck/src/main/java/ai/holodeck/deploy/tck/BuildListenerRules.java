package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildRequest;

/** What becomes of a build whose listener throws. */
interface BuildListenerRules extends BuildRules {
  @Rule(
      id = "IMG-65",
      text = "An exception of the listener MUST end the build and reach its caller.")
  default void exceptionReachesTheCaller() {
    BackgroundBuild.Ended ended =
        build(trial().request("RUN echo begun; echo begun\nRUN echo later\n"));

    assertThat(ended.failure()).as("what the build threw").isPresent();
    assertThat(ended.failure().orElseThrow())
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(Stop.class),
            thrown -> assertThat(thrown).hasRootCauseInstanceOf(Stop.class));
  }

  @Rule(id = "IMG-66", text = "An exception of the listener MUST stop the step that is running.")
  default void exceptionStopsTheStep() {
    build(trial().request("RUN echo begun; echo begun; echo " + trial().mark() + "; sleep 300\n"));

    trial().assertNoStepIsLeft();
  }

  @Rule(id = "IMG-67", text = "A build that its listener has ended MUST NOT name anything.")
  default void exceptionNamesNothing() {
    build(trial().request("RUN echo begun; echo begun\n"));

    trial().assertNothingIsNamed();
  }

  /** Builds with a listener that throws at the first line. */
  private BackgroundBuild.Ended build(BuildRequest.Builder request) {
    return trial()
        .start(
            request,
            event -> {
              if (event.equals(new BuildEvent.Output("begun"))) {
                throw new Stop();
              }
            })
        .await();
  }

  /** What the listener throws. */
  final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stop() {
      super("the listener of the kit wants no more");
    }
  }
}
