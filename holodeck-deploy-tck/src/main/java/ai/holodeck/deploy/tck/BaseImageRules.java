package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.PullPolicy;
import java.util.List;

/** What becomes of a build whose base image is not there. */
interface BaseImageRules extends BuildRules {
  /** A port where nothing answers, on the engine's own machine. */
  String NOWHERE = "localhost:1";

  @Rule(
      id = "IMG-40",
      text =
          "A base image that cannot be fetched MUST give BASE_IMAGE_MISSING and be named, before any step.")
  default void missingBaseImageIsNamed() {
    BuildRecord record = new BuildRecord();

    DeployException failure =
        trial()
            .failure(
                CoreError.BASE_IMAGE_MISSING, from(NOWHERE).pullPolicy(PullPolicy.MISSING), record);

    assertThat(failure.what()).contains(NOWHERE + "/kit/none:1");
    assertThat(record.steps()).isEmpty();
    trial().assertNothingIsNamed();
  }

  @Rule(
      id = "IMG-41",
      text =
          "With the pull policy NEVER a missing base image MUST give BASE_IMAGE_MISSING, and its registry not be asked.")
  default void missingBaseImageIsNotFetched() throws Exception {
    try (CountingRegistry registry = CountingRegistry.start()) {
      trial()
          .failure(
              CoreError.BASE_IMAGE_MISSING,
              from(registry.host()).pullPolicy(PullPolicy.NEVER),
              event -> {});

      assertThat(registry.callers()).as("callers of the registry").isZero();
    }
  }

  private BuildRequest.Builder from(String registry) {
    String base = registry + "/kit/none:1";
    return trial()
        .request(
            trial().name(),
            base,
            List.of(ImageBuilderTrial.file("Dockerfile", trial().dockerfileFrom(base, ""))));
  }
}
