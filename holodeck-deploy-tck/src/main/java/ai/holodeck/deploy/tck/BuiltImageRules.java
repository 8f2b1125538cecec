package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCategory;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a build gives, and what the engine says of the image afterwards. */
interface BuiltImageRules extends BuildRules {
  @Rule(
      id = "IMG-01",
      text =
          "The result MUST hold the request's name, and an id by which the engine has the image.")
  default void resultIsComplete() {
    BuildResult result = trial().build("");

    assertThat(result.fullName()).isEqualTo(trial().name().toString());
    assertThat(trial().harness().layers(result.image())).as("the image's layers").isNotEmpty();
  }

  @Rule(
      id = "IMG-02",
      text = "The result MUST hold every line that the steps print, unchanged and in order.")
  default void everyLineIsThere() {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      lines.add("line " + i);
    }
    lines.addAll(List.of("  indented", "", "ünï 漢字 '\"$", "the last one"));

    BuildResult result =
        trial()
            .build(
                """
                RUN i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo "line $i"; done
                RUN printf '  indented\\n\\nünï 漢字 %s"$\\nthe last one' \\'
                """);

    assertThat(result.logLines()).containsSubsequence(lines);
  }

  @Rule(id = "IMG-03", text = "What steps print to standard error MUST be among the lines.")
  default void standardErrorIsThere() {
    assertThat(trial().build("RUN echo complaint >&2\n").logLines()).contains("complaint");
  }

  @Rule(id = "IMG-04", text = "The image MUST be found under its name, by the id of the result.")
  default void imageIsFound() {
    BuildResult result = trial().build("");

    assertThat(trial().found().image().imageId()).isEqualTo(result.imageId());
    assertThat(trial().found().image().reference()).isEqualTo(trial().name());
  }

  @Rule(id = "IMG-05", text = "A build under a name that an image has MUST move the name.")
  default void nameMoves() {
    trial().build(trial().request("").labels(Map.of("number", "1")));
    trial().build(trial().request("").labels(Map.of("number", "2")));

    assertThat(trial().found().labels()).containsEntry("number", "2");
  }

  @Rule(id = "IMG-06", text = "find of a name that no image has MUST be empty.")
  default void unknownNameIsNotFound() {
    trial().build("");

    assertThat(trial().builder().find(trial().name("another"))).isEmpty();
  }

  @Rule(
      id = "IMG-07",
      text = "The labels of the request MUST be the image's, every character kept.")
  default void labelsAreApplied() {
    Map<String, String> labels =
        Map.of(
            "com.example/kit-1_x", "plain",
            "quotes", "it's \"quoted\"",
            "shell", "$HOME ${HOME} `id` \\ \\n = # ; & %20",
            "blanks", "  in front and behind  ",
            "unicode", "ünï 漢字 🚀",
            "lines", "first\nsecond\n",
            "empty", "");

    trial().build(trial().request("").labels(labels));

    assertThat(trial().found().labels()).containsAllEntriesOf(labels);
  }

  @Rule(id = "IMG-08", text = "The labels of the Dockerfile MUST be the image's too.")
  default void labelsOfTheDockerfileAreApplied() {
    trial().build(trial().request("LABEL own=\"of the file\"\n").labels(Map.of("other", "given")));

    assertThat(trial().found().labels()).containsEntry("own", "of the file");
  }

  @Rule(id = "IMG-09", text = "The image MUST be for the platform of the request, and say so.")
  default void platformIsApplied() {
    trial().build("");

    assertThat(trial().found().platform()).isEqualTo(trial().builder().enginePlatform());
  }

  @Rule(
      id = "IMG-10",
      text = "A platform that the base image is not for MUST be built all the same, or be refused.")
  default void otherPlatformIsNotTakenForTheRight() {
    Platform other =
        new Platform(
            trial().builder().enginePlatform().architecture().equals("s390x")
                ? "linux/amd64"
                : "linux/s390x");
    try {
      trial().build(trial().request("").platform(other));
    } catch (DeployException e) {
      assertThat(e.code().category())
          .as("category of '%s'", e.what())
          .isIn(ErrorCategory.DEPLOYMENT, ErrorCategory.CONFIGURATION);
      trial().assertNothingIsNamed();
      return;
    }
    assertThat(trial().found().platform()).isEqualTo(other);
  }
}
