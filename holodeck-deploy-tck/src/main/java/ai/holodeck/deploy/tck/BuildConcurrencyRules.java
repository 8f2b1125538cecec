package ai.holodeck.deploy.tck;

import static ai.holodeck.deploy.tck.ImageBuilderTrial.file;
import static org.assertj.core.api.Assertions.assertThat;

import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Several builds at once, on one instance. */
interface BuildConcurrencyRules extends BuildRules {
  int BUILDS = 4;

  @Rule(id = "IMG-80", text = "Builds at once MUST each give their own lines, events and image.")
  default void buildsDoNotMix() throws Exception {
    Meeting meeting = new Meeting(BUILDS, trial().harness().patience());
    List<BuildRecord> records = new ArrayList<>();
    for (int i = 0; i < BUILDS; i++) {
      records.add(new BuildRecord());
    }

    List<BuildResult> results =
        Together.run(
            BUILDS,
            number ->
                () ->
                    trial()
                        .builder()
                        .build(
                            numbered(trial().name("n" + number), number).build(),
                            meetingAtRun(meeting, records.get(number))));

    for (int number = 0; number < BUILDS; number++) {
      String own = "this is " + number + " of " + trial().mark();
      assertThat(said(results.get(number).logLines()))
          .as("lines of build %d", number)
          .containsOnly(own);
      assertThat(said(records.get(number).output()))
          .as("events of build %d", number)
          .containsOnly(own);
      assertThat(trial().found(trial().name("n" + number)).labels())
          .containsEntry("number", "" + number);
    }
  }

  @Rule(
      id = "IMG-81",
      text =
          "Two builds of one name at once MUST each give their own image; the name is one of them's.")
  default void oneName() {
    Meeting second = new Meeting(2, trial().harness().patience());
    AtomicBoolean running = new AtomicBoolean();
    BackgroundBuild first =
        trial()
            .start(
                numbered(trial().name(), 0),
                event -> {
                  if (isRun(event)) {
                    running.set(true);
                    second.come();
                  }
                });
    trial().awaitWhileRunning(first, "the first build has come to its last step", running::get);
    BuildResult other =
        trial().builder().build(numbered(trial().name(), 1).build(), BuildListener.silent());
    second.come();
    List<BuildResult> results = List.of(first.await().result().orElseThrow(), other);

    assertThat(results.get(0).imageId()).isNotEqualTo(results.get(1).imageId());
    ImageDetails found = trial().found();
    int owner = Integer.parseInt(found.labels().getOrDefault("number", "0"));
    assertThat(found.image().imageId()).isEqualTo(results.get(owner).imageId());
  }

  @Rule(id = "IMG-82", text = "Builds MUST run at once, and not wait for each other.")
  default void buildsRunAtOnce() throws Exception {
    Meeting meeting = new Meeting(2, trial().harness().patience());

    Together.run(
        2,
        number ->
            () ->
                trial()
                    .builder()
                    .build(
                        numbered(trial().name("n" + number), number).build(),
                        meetingAtRun(meeting, BuildListener.silent())));

    assertThat(meeting.took()).as("both builds were running at one time").isTrue();
  }

  @Rule(id = "IMG-83", text = "find and enginePlatform MUST answer while a build runs.")
  default void readsDuringABuild() {
    Meeting asked = new Meeting(2, trial().harness().patience());
    AtomicBoolean running = new AtomicBoolean();
    AtomicBoolean answered = new AtomicBoolean();
    BuildListener waiting =
        event -> {
          if (isRun(event)) {
            running.set(true);
            asked.come();
          }
        };
    BackgroundBuild build = trial().start(trial().request("RUN echo meet\n"), waiting);
    trial().awaitWhileRunning(build, "the build has come to its last step", running::get);
    Thread reader =
        new Thread(
            () -> {
              trial().builder().find(trial().name());
              trial().builder().enginePlatform();
              answered.set(true);
              asked.come();
            },
            "reader");
    reader.setDaemon(true);
    reader.start();
    build.await();

    assertThat(asked.took() && answered.get()).as("an answer came while the build ran").isTrue();
  }

  private BuildRequest.Builder numbered(ImageReference name, int number) {
    String text = "this is " + number + " of " + trial().mark() + "\n";
    return trial()
        .request(
            name,
            "COPY data data/\nRUN echo meet; cat data/file data/file data/file\n",
            file("data/file", text.repeat(50 + number)))
        .labels(Map.of("number", "" + number));
  }

  private static BuildListener meetingAtRun(Meeting meeting, BuildListener then) {
    return event -> {
      if (isRun(event)) {
        meeting.come();
      }
      then.onEvent(event);
    };
  }

  private static boolean isRun(BuildEvent event) {
    return event instanceof BuildEvent.StepStarted step
        && step.instruction().contains("RUN echo meet");
  }

  private static List<String> said(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith("this is")).toList();
  }
}
