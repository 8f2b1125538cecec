package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.BuildEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.core.DockerClientConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildProgressTest {
  private final List<BuildEvent> events = new ArrayList<>();
  private final BuildProgress progress = new BuildProgress(events::add);

  @Test
  void stepsCacheAndOutputAreToldApart() {
    streams(
        "Step 1/2 : FROM base",
        "\n",
        " ---> 0123456789ab\n",
        "Step 2/2 : RUN make",
        "\n",
        " ---> Using cache\n");
    streams(" ---> 0123456789ab\n", "Successfully built 0123456789ab\n");
    progress.finish();
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepStarted(1, 2, "FROM base"),
            new BuildEvent.StepStarted(2, 2, "RUN make"),
            new BuildEvent.StepCached());
    assertThat(progress.imageId()).contains("0123456789ab");
    assertThat(progress.lines())
        .contains("Step 1/2 : FROM base", " ---> Using cache", "Successfully built 0123456789ab");
  }

  @Test
  void outputInPiecesWithColoursAndProgressBarsBecomesPlainLines() {
    streams("Step 1/1 : RUN x\n", " ---> Running in 0123456789ab\n");
    streams("\u001b[91mred", " text\u001b[0m\n", "10%\r50%\r100%\r\n", "no end");
    progress.finish();
    assertThat(events.subList(1, events.size()))
        .containsExactly(
            new BuildEvent.Output("red text"),
            new BuildEvent.Output("100%"),
            new BuildEvent.Output("no end"));
    assertThat(progress.stepOutput()).containsExactly("red text", "100%", "no end");
  }

  @Test
  void lineWithoutItsBreakEndsWhereTheEngineGoesOn() {
    streams("Step 1/2 : RUN x\n", " ---> Running in 0123456789ab\n", "no end");
    streams("Removing intermediate container 0123456789ab\n", " ---> 0123456789ab\n");
    streams("Step 2/2 : RUN y\n", "no end either");
    streams(" ---> 0123456789ab\n");
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepStarted(1, 2, "RUN x"),
            new BuildEvent.Output("no end"),
            new BuildEvent.StepStarted(2, 2, "RUN y"),
            new BuildEvent.Output("no end either"));
    assertThat(progress.lines()).contains("no end", "Removing intermediate container 0123456789ab");
  }

  @Test
  void wordsOfNewerEnginesEndALineWithoutABreak() {
    streams("Step 1/2 : RUN x\n", "no end", " ---> Removed intermediate container 0123456789ab\n");
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepStarted(1, 2, "RUN x"), new BuildEvent.Output("no end"));
  }

  @Test
  void wordsOfPodmanAreNotTakenForOutput() {
    String id = "0123456789ab".repeat(5) + "cdef";
    streams("STEP 1/3: FROM base\n", "STEP 2/3: COPY f f\n");
    streams("--> Using cache " + id + "\n", "--> 0123456789a\n", "STEP 3/3: RUN y\n", "no end");
    streams("[Warning] one or more build args were not consumed: [TARGETARCH TARGETOS]\n");
    streams("COMMIT\n", "--> 0123456789a\n", id + "\n", "Successfully built 0123456789ab\n");
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepStarted(1, 3, "FROM base"),
            new BuildEvent.StepStarted(2, 3, "COPY f f"),
            new BuildEvent.StepCached(),
            new BuildEvent.StepStarted(3, 3, "RUN y"),
            new BuildEvent.Output("no end"));
    assertThat(progress.imageId()).contains("0123456789ab");
  }

  @Test
  void buildThatBeginsAgainIsToldFromWhereItBrokeOff() {
    streams("Step 1/3 : FROM base\n", " ---> 0123456789ab\n");
    streams("Step 2/3 : RUN x\n", " ---> Running in 0123456789ab\n", "output\n");
    streams(" ---> 0123456789ab\n", "Step 3/3 : RUN y\n");
    progress.accept(item(Map.of("error", "gone")));
    progress.again();
    streams("Step 1/3 : FROM base\n", " ---> 0123456789ab\n");
    progress.accept(item(Map.of("error", "gone")));
    progress.again();
    streams("Step 1/3 : FROM base\n", " ---> 0123456789ab\n");
    streams("Step 2/3 : RUN x\n", " ---> Using cache\n", " ---> 0123456789ab\n");
    streams("Step 3/3 : RUN y\n", " ---> Using cache\n", " ---> 0123456789ab\n");
    streams("Successfully built 0123456789ab\n");
    assertThat(events)
        .containsExactly(
            new BuildEvent.StepStarted(1, 3, "FROM base"),
            new BuildEvent.StepStarted(2, 3, "RUN x"),
            new BuildEvent.Output("output"),
            new BuildEvent.StepStarted(3, 3, "RUN y"),
            new BuildEvent.StepCached());
    assertThat(progress.lines()).containsOnlyOnce("Step 2/3 : RUN x", "Step 3/3 : RUN y");
    assertThat(progress.imageId()).contains("0123456789ab");
    assertThat(progress.error()).isEmpty();
  }

  @Test
  void outputOfAStepCannotPassForAStepOrAResult() {
    streams("Step 1/3 : FROM base\n", "Step 2/3 : RUN x\n");
    streams(
        "Successfully built ffffffffffff\n",
        "Step 3/9 \n",
        "a\nStep 3/3 : fake\n",
        "Step 7/3 : fake\n");
    assertThat(events).filteredOn(BuildEvent.StepStarted.class::isInstance).hasSize(2);
    assertThat(progress.imageId()).isEmpty();
  }

  @Test
  void failureIsReadWithAndWithoutItsDetail() {
    progress.accept(
        item(Map.of("errorDetail", Map.of("code", 1, "message", "with detail"), "error", "text")));
    assertThat(progress.error()).contains("with detail");
    BuildProgress podman = new BuildProgress(events::add);
    podman.accept(item(Map.of("error", "text alone")));
    assertThat(podman.error()).contains("text alone");
  }

  @Test
  void fetchOfAnImageIsToldWithoutTheItemsThatCountBytes() {
    progress.accept(
        item(Map.of("status", "Pulling fs layer", "progressDetail", Map.of(), "id", "abc")));
    progress.accept(
        item(
            Map.of(
                "status",
                "Downloading",
                "progressDetail",
                Map.of("current", 1, "total", 2),
                "id",
                "abc")));
    assertThat(progress.lines()).containsExactly("abc: Pulling fs layer");
  }

  private void streams(String... texts) {
    for (String text : texts) {
      progress.accept(item(Map.of("stream", text)));
    }
  }

  private static BuildResponseItem item(Map<String, Object> json) {
    try {
      var mapper = DockerClientConfig.getDefaultObjectMapper();
      return mapper.readValue(mapper.writeValueAsString(json), BuildResponseItem.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
