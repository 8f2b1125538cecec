package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.ImageBuilderTrial.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.BuildEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a build tells while it runs. */
interface BuildProgressRules extends BuildRules {
  String STEPS = "COPY data data/\nRUN echo one; echo two\nRUN cat data/file\n";

  @Rule(id = "IMG-50", text = "Steps MUST be told in order, numbered from 1 to their total.")
  default void stepsAreNumbered() {
    List<BuildEvent.StepStarted> steps = record().steps();

    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= steps.size(); i++) {
      expected.add(i + " of " + steps.size());
    }
    assertThat(steps).extracting(step -> step.index() + " of " + step.total()).isEqualTo(expected);
    assertThat(steps).as("the steps told").hasSizeGreaterThanOrEqualTo(7);
  }

  @Rule(id = "IMG-51", text = "A step MUST be told with its instruction.")
  default void instructionsAreTold() {
    assertThat(record().steps())
        .extracting(BuildEvent.StepStarted::instruction)
        .containsSubsequence("COPY data data/", "RUN echo one; echo two", "RUN cat data/file");
  }

  @Rule(
      id = "IMG-52",
      text =
          "A step's lines MUST be told in order, after its beginning and before the next step's.")
  default void outputIsToldBetween() {
    BuildRecord record = record();

    assertThat(record.output("RUN echo one")).containsExactly("one", "two");
    assertThat(record.output("RUN cat data/file")).containsExactly("text");
  }

  @Rule(id = "IMG-53", text = "A line MUST be told while its step is still running.")
  default void outputIsToldAtOnce() {
    AtomicBoolean told = new AtomicBoolean();
    BackgroundBuild build =
        trial()
            .start(
                trial().request(trial().endlessStep()),
                event -> {
                  if (event.equals(new BuildEvent.Output(trial().begun()))) {
                    told.set(true);
                  }
                });
    trial().awaitWhileRunning(build, "the line of the running step is told", told::get);
    build.interrupt();
    build.await();
  }

  @Rule(
      id = "IMG-54",
      text = "A COPY or RUN taken from the cache MUST be told as such, after its beginning.")
  default void cachedStepsAreTold() {
    BuildRecord first = record();
    BuildRecord second = record();

    for (String step : List.of("COPY data", "RUN echo one", "RUN cat")) {
      assertThat(first.isCached(step)).as("'%s' is told as cached at first", step).isFalse();
      assertThat(second.isCached(step)).as("'%s' is told as cached again", step).isTrue();
    }
  }

  @Rule(id = "IMG-55", text = "A step taken from the cache MUST NOT run.")
  default void cachedStepsDoNotRun() {
    record();

    assertThat(record().output()).doesNotContain("one", "two", "text");
  }

  @Rule(id = "IMG-56", text = "A listener MUST be told one thing at a time.")
  default void eventsDoNotOverlap() {
    Overlap overlap = new Overlap();

    trial()
        .builder()
        .build(
            trial()
                .request(
                    "RUN i=0; while [ $i -lt 10 ]; do i=$((i+1)); echo $i; echo $i >&2; done\n")
                .build(),
            event -> overlap.call());

    assertThat(overlap.seen()).as("two events told at once").isFalse();
  }

  private BuildRecord record() {
    BuildRecord record = new BuildRecord();
    trial().builder().build(trial().request(STEPS, file("data/file", "text\n")).build(), record);
    return record;
  }
}
