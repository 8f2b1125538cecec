package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildListener;

/** What becomes of a build whose caller is interrupted. */
interface BuildInterruptRules extends BuildRules {
  @Rule(
      id = "IMG-60",
      text = "An interrupt MUST end a build with INTERRUPTED; the thread's flag stays set.")
  default void interruptEndsTheBuild() {
    BackgroundBuild.Ended ended = interrupt();

    assertInterrupted(ended);
    assertThat(ended.flag()).as("the thread's interrupt flag").isTrue();
  }

  @Rule(id = "IMG-61", text = "An interrupted build MUST NOT leave a step running at the engine.")
  default void interruptStopsTheStep() {
    interrupt();

    trial().assertNoStepIsLeft();
  }

  @Rule(id = "IMG-62", text = "An interrupted build MUST NOT name anything.")
  default void interruptNamesNothing() {
    interrupt();

    trial().assertNothingIsNamed();
  }

  @Rule(
      id = "IMG-63",
      text = "An interrupt while the context is sent MUST end the build, and the files be closed.")
  default void interruptEndsTheUpload() throws Exception {
    try (EndlessFile endless = new EndlessFile()) {
      BackgroundBuild build =
          trial()
              .start(
                  trial().request("COPY data data/\n", endless.entry("data/endless")),
                  BuildListener.silent());
      trial().awaitWhileRunning(build, "the build reads the context", endless::isRead);
      build.interrupt();

      assertInterrupted(build.await());
      assertThat(trial().comesTrue(endless::isClosed)).as("the file is closed").isTrue();
    }
  }

  @Rule(id = "IMG-64", text = "After an interrupted build the next one MUST succeed.")
  default void nextBuildSucceeds() {
    interrupt();

    assertThat(trial().build("RUN echo again\n").logLines()).contains("again");
  }

  private BackgroundBuild.Ended interrupt() {
    BackgroundBuild build = trial().startEndless();
    build.interrupt();
    return build.await();
  }

  private static void assertInterrupted(BackgroundBuild.Ended ended) {
    assertThat(ended.failure())
        .as("what the build threw")
        .containsInstanceOf(DeployException.class);
    DeployException failure = (DeployException) ended.failure().orElseThrow();
    assertThat(failure.code().id())
        .as("code of '%s'", failure.what())
        .isEqualTo(CoreError.INTERRUPTED.id());
  }
}
