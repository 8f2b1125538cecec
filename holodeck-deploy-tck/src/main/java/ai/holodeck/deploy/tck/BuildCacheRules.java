package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.ImageBuilderTrial.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildRequest.Cache;
import ai.holodeck.deploy.image.BuildResult;
import java.util.List;
import java.util.Map;

/** What is built anew, and what is not. */
interface BuildCacheRules extends BuildRules {
  String COPY_AND_RUN = "COPY data data/\nRUN echo ran\n";

  @Rule(id = "IMG-70", text = "With the cache an equal context MUST give the same image id.")
  default void sameIdWithTheCache() {
    ContextEntry[] files = {file("data/a", "a"), file("data/sub/b", "b")};

    BuildResult first = trial().build(COPY_AND_RUN, files);
    BuildResult second = trial().build(COPY_AND_RUN, files);

    assertThat(second.imageId()).isEqualTo(first.imageId());
  }

  @Rule(
      id = "IMG-71",
      text =
          "Without the cache an equal context, copied into a folder that is there, MUST give equal layers.")
  default void sameLayersWithoutTheCache() {
    List<ContextEntry> context =
        List.of(
            file(
                "Dockerfile",
                trial().dockerfileFrom(trial().harness().baseImage(), "COPY data/ /\n")),
            file("data/kit-a", "a"),
            file("data/kit-sub/b", "b"));

    List<String> first = layersWithoutCache(context);
    List<String> second = layersWithoutCache(context);

    assertThat(second).isEqualTo(first);
  }

  private List<String> layersWithoutCache(List<ContextEntry> context) {
    BuildRequest.Builder request =
        trial().request(trial().name(), trial().harness().baseImage(), context);
    return trial().harness().layers(trial().build(request.cache(Cache.IGNORE)).image());
  }

  @Rule(id = "IMG-72", text = "With the cache ignored every step MUST run anew.")
  default void ignoredCacheRunsEveryStep() {
    trial().build(COPY_AND_RUN, file("data/a", "a"));

    BuildRecord again =
        record(trial().request(COPY_AND_RUN, file("data/a", "a")).cache(Cache.IGNORE));

    assertThat(again.isCached("COPY data")).as("the COPY is told as cached").isFalse();
    assertThat(again.output()).contains("ran");
  }

  @Rule(id = "IMG-73", text = "A file of other content MUST NOT be taken from the cache.")
  default void otherContentIsBuilt() {
    trial().build(COPY_AND_RUN, file("data/a", "a"));

    assertThat(record(trial().request(COPY_AND_RUN, file("data/a", "b"))).output()).contains("ran");
  }

  @Rule(id = "IMG-74", text = "A file of another mode MUST NOT be taken from the cache.")
  default void otherModeIsBuilt() {
    trial().build(COPY_AND_RUN, file("data/a", "a"));

    ContextEntry program = ContextEntry.File.of("data/a", 0555, new byte[] {'a'});
    assertThat(record(trial().request(COPY_AND_RUN, program)).output()).contains("ran");
  }

  @Rule(id = "IMG-75", text = "Other labels of the request MUST leave the steps cached.")
  default void otherLabelsKeepTheCache() {
    ContextEntry data = file("data/a", "a");
    trial().build(trial().request(COPY_AND_RUN, data).labels(Map.of("number", "1")));

    BuildRecord second = record(trial().request(COPY_AND_RUN, data).labels(Map.of("number", "2")));

    // That a cached step is told and does not run are rules of their own.
    assertThat(second.isCached("RUN echo ran") || !second.output().contains("ran"))
        .as("the RUN is taken from the cache")
        .isTrue();
  }

  private BuildRecord record(BuildRequest.Builder request) {
    BuildRecord record = new BuildRecord();
    trial().builder().build(request.build(), record);
    return record;
  }
}
