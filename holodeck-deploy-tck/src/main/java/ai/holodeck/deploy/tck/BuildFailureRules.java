package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a build that fails says and leaves. */
interface BuildFailureRules extends BuildRules {
  String FAILING = "RUN echo well\nRUN echo cause one; echo cause two; exit 42\nRUN echo later\n";

  @Rule(id = "IMG-30", text = "A failing step MUST give BUILD_FAILED with the step in the details.")
  default void failingStepIsNamed() {
    DeployException failure = trial().failure(trial().request(FAILING));

    assertThat(failure.details())
        .anyMatch(line -> line.contains("RUN echo cause one; echo cause two; exit 42"));
  }

  @Rule(id = "IMG-31", text = "What the failing step has printed MUST be in the details.")
  default void outputOfTheFailingStepIsThere() {
    assertThat(trial().failure(trial().request(FAILING)).details())
        .containsSubsequence("cause one", "cause two");
  }

  @Rule(id = "IMG-32", text = "A build that fails MUST NOT name anything.")
  default void nothingIsNamed() {
    trial().failure(trial().request(FAILING));

    trial().assertNothingIsNamed();
  }

  @Rule(id = "IMG-33", text = "A build that fails MUST leave the name where it was.")
  default void nameStays() {
    trial().build(trial().request("").labels(Map.of("number", "1")));

    trial().failure(trial().request(FAILING).labels(Map.of("number", "2")));

    assertThat(trial().found().labels()).containsEntry("number", "1");
  }

  @Rule(id = "IMG-34", text = "No step MUST begin after one that failed.")
  default void nothingRunsAfterTheFailingStep() {
    BuildRecord record = new BuildRecord();

    trial().failure(CoreError.BUILD_FAILED, trial().request(FAILING), record);

    assertThat(record.steps()).noneMatch(step -> step.instruction().contains("echo later"));
    assertThat(record.output()).doesNotContain("later");
  }

  @Rule(id = "IMG-35", text = "A build that fails MUST NOT leave a step at the engine.")
  default void noStepIsLeft() {
    trial().failure(trial().request("RUN echo " + trial().mark() + "; exit 1\n"));

    trial().assertNoStepIsLeft();
  }

  @Rule(
      id = "IMG-36",
      text = "A Dockerfile that is not in the context MUST give BUILD_FAILED and be named.")
  default void missingDockerfileIsNamed() {
    BuildRequest.Builder request = trial().request("").dockerfile("other/Dockerfile.kit");

    assertThat(trial().failure(request).what()).contains("other/Dockerfile.kit");
  }

  @Rule(
      id = "IMG-37",
      text = "An instruction that the engine does not know MUST give BUILD_FAILED and be named.")
  default void unknownInstructionIsNamed() {
    assertThat(text(trial().failure(trial().request("FRUM nothing\n")))).contains("FRUM");
  }

  @Rule(
      id = "IMG-38",
      text = "A COPY of what is not in the context MUST give BUILD_FAILED and be named.")
  default void copyOfNothingIsNamed() {
    assertThat(text(trial().failure(trial().request("COPY no-such-file ./\n"))))
        .contains("no-such-file");
  }

  private static String text(DeployException failure) {
    List<String> lines = new ArrayList<>(failure.details());
    lines.add(0, failure.what());
    return String.join("\n", lines);
  }
}
