package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BuildIT {
  private final String marker = UUID.randomUUID().toString().substring(0, 8);
  private final ImageReference reference =
      ImageReference.parse("holodeck-deploy-it/build:" + marker);
  private final ImageBuilder builder = Probe.DOCKER.imageBuilder();

  @AfterEach
  void removeImage() {
    if (builder.find(reference).isPresent()) {
      Probe.ENGINE.client().removeImageCmd(reference.toString()).withForce(true).exec();
    }
  }

  @Test
  void buildGivesIdNameTagLabelsAndLog() {
    BuildResult result =
        builder.build(
            request("RUN echo said " + marker + "\n")
                .labels(Map.of("a.b", "quote ' \" $x \\ ü"))
                .build(),
            BuildListener.silent());
    assertThat(result.imageId()).matches("sha256:[0-9a-f]{64}");
    assertThat(result.imageName()).isEqualTo("holodeck-deploy-it/build");
    assertThat(result.tag().value()).isEqualTo(marker);
    assertThat(result.logLines())
        .contains("said " + marker)
        .anyMatch(line -> line.startsWith("Step 1/"));
    ImageDetails found = builder.find(reference).orElseThrow();
    assertThat(found.image()).isEqualTo(result.image());
    assertThat(found.labels()).containsEntry("a.b", "quote ' \" $x \\ ü");
    assertThat(found.platform()).isEqualTo(builder.enginePlatform());
  }

  @Test
  void findOfMissingImageIsEmpty() {
    assertThat(builder.find(ImageReference.parse("holodeck-deploy-it/none:" + marker))).isEmpty();
  }

  @Test
  void buildTellsEachStepAndItsOutputAsItHappens() {
    List<BuildEvent> events = new ArrayList<>();
    builder.build(request("RUN echo out " + marker + "; echo err >&2\n").build(), events::add);
    assertThat(events)
        .contains(new BuildEvent.Output("out " + marker), new BuildEvent.Output("err"))
        .anyMatch(
            event ->
                event instanceof BuildEvent.StepStarted step
                    && step.index() == 2
                    && step.total() == 2
                    && step.instruction().startsWith("RUN echo out"));
    assertThat(events.indexOf(new BuildEvent.Output("out " + marker))).isGreaterThanOrEqualTo(2);
  }

  @Test
  void rebuildOfSameInputsTakesEveryStepFromCache() {
    String steps = "COPY data /data\nRUN echo " + marker + "\n";
    BuildResult first = builder.build(request(steps, data()).build(), BuildListener.silent());
    List<BuildEvent> events = new ArrayList<>();
    BuildResult second = builder.build(request(steps, data()).build(), events::add);
    assertThat(second.imageId()).isEqualTo(first.imageId());
    assertThat(events).filteredOn(BuildEvent.StepCached.class::isInstance).hasSize(2);
    events.clear();
    builder.build(request(steps, data()).cache(BuildRequest.Cache.IGNORE).build(), events::add);
    assertThat(events).noneMatch(BuildEvent.StepCached.class::isInstance);
  }

  @Test
  void builtFilesBelongToRootWithTheModesOfTheContext() {
    ContextEntry[] entries = {
      Entries.file("data/plain.txt", 0444, "x"),
      Entries.file("data/sub folder/run ü $(id).sh", 0555, "x"),
      new ContextEntry.Directory("data/empty", 0555)
    };
    BuildResult result =
        builder.build(
            request(
                    "COPY data /data\nRUN find /data -exec stat -c '%a %u:%g %Y %n' {} \\;\n",
                    entries)
                .build(),
            BuildListener.silent());
    assertThat(result.logLines())
        .contains(
            "444 0:0 0 /data/plain.txt",
            "555 0:0 0 /data/sub folder/run ü $(id).sh",
            "555 0:0 0 /data/sub folder",
            "555 0:0 0 /data/empty");
  }

  @Test
  void failingStepIsNamedWithItsOutputAndNothingIsNamed() {
    BuildRequest request =
        request(
                "RUN echo earlier\nRUN echo before "
                    + marker
                    + "; echo cause >&2; exit 42\nRUN echo later\n")
            .build();
    DeployException failure = fail(request, CoreError.BUILD_FAILED);
    assertThat(failure.what())
        .contains(reference.toString(), "step 3 of 4", "exit 42")
        .contains("returned a non-zero code: 42");
    assertThat(failure.details()).contains("before " + marker, "cause").doesNotContain("earlier");
    assertThat(builder.find(reference)).isEmpty();
    awaitNoContainer();
  }

  @Test
  void unknownInstructionFailsWithTheEnginesWords() {
    DeployException failure = fail(request("FRUM nothing\n").build(), CoreError.BUILD_FAILED);
    assertThat(failure.what()).containsIgnoringCase("unknown instruction: FRUM");
  }

  @Test
  void missingBaseImageIsNotFetchedWhenPolicyIsNever() {
    DeployException failure =
        fail(
            from("localhost:1/none:1", "").pullPolicy(PullPolicy.NEVER).build(),
            CoreError.BASE_IMAGE_MISSING);
    assertThat(failure.what()).contains("localhost:1/none:1", "never");
    assertThat(failure.remedy()).contains("--base-image");
  }

  @Test
  void missingBaseImageThatCannotBeFetchedFails() {
    List<BuildEvent> events = new ArrayList<>();
    BuildRequest request = from("localhost:1/none:1", "").pullPolicy(PullPolicy.MISSING).build();
    assertThatThrownBy(() -> builder.build(request, events::add))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.BASE_IMAGE_MISSING);
              assertThat(failure.what()).contains("localhost:1/none:1", "refused");
              assertThat(failure.remedy()).contains("--base-image");
            });
    assertThat(events).noneMatch(BuildEvent.StepStarted.class::isInstance);
  }

  @Test
  void presentBaseImageIsFetchedAgainWhenPolicyIsAlways() {
    String local = "localhost:1/present:" + marker;
    Probe.ENGINE.client().tagImageCmd(Probe.base(), "localhost:1/present", marker).exec();
    try {
      builder.build(from(local, "").pullPolicy(PullPolicy.MISSING).build(), BuildListener.silent());
      fail(from(local, "").pullPolicy(PullPolicy.ALWAYS).build(), CoreError.BASE_IMAGE_MISSING);
    } finally {
      Probe.ENGINE.client().removeImageCmd(local).exec();
    }
  }

  @Test
  void baseImageOfOtherPlatformIsRefusedBeforeAnythingIsSent() {
    AtomicBoolean sent = new AtomicBoolean();
    ContextEntry watched =
        new ContextEntry.File(
            "watched",
            0444,
            0,
            () -> {
              sent.set(true);
              return java.io.InputStream.nullInputStream();
            });
    DeployException failure =
        fail(
            request("", watched).platform(new Platform("linux/s390x")).build(),
            CoreError.BUILD_FAILED);
    assertThat(failure.what()).contains("linux/s390x", builder.enginePlatform().value());
    assertThat(sent).isFalse();
    assertThat(builder.find(reference)).isEmpty();
  }

  @Test
  void buildWhenDockerfileIsNotInContextFails() {
    DeployException failure =
        fail(request("").dockerfile("other/Dockerfile").build(), CoreError.BUILD_FAILED);
    assertThat(failure.what()).contains("other/Dockerfile");
  }

  @Test
  void dockerfileOfAnotherNameIsUsed() {
    BuildContext context =
        new BuildContext(
            List.of(
                Entries.file("sub/My file", 0444, "FROM " + Probe.base() + "\nRUN echo used\n")));
    BuildResult result =
        builder.build(
            BuildRequest.of(context, reference, Probe.base())
                .dockerfile("sub/My file")
                .platform(builder.enginePlatform())
                .cache(BuildRequest.Cache.IGNORE)
                .build(),
            BuildListener.silent());
    assertThat(result.logLines()).contains("used");
  }

  @Test
  void unreadableFileFailsByItsName() {
    ContextEntry broken =
        new ContextEntry.File(
            "data/secret.txt",
            0444,
            5,
            () -> {
              throw new IOException("no permission");
            });
    DeployException failure =
        fail(request("COPY data /data\n", broken).build(), CoreError.BUILD_FAILED);
    assertThat(failure.what()).contains("data/secret.txt", "no permission");
  }

  @Test
  void fileThatChangesWhileItIsSentFailsByItsName() {
    ContextEntry shrunk =
        new ContextEntry.File(
            "shrunk.txt", 0444, 5, () -> new java.io.ByteArrayInputStream(new byte[3]));
    ContextEntry grown =
        new ContextEntry.File(
            "grown.txt", 0444, 5, () -> new java.io.ByteArrayInputStream(new byte[9]));
    assertThat(fail(request("", shrunk).build(), CoreError.BUILD_FAILED).what())
        .contains("shrunk.txt");
    assertThat(fail(request("", grown).build(), CoreError.BUILD_FAILED).what())
        .contains("grown.txt");
  }

  @Test
  void exceptionOfTheListenerStopsTheBuildAndPasses() {
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () ->
                builder.build(
                    request("RUN echo " + marker + "; sleep 60\n").build(),
                    event -> {
                      if (event instanceof BuildEvent.Output) {
                        throw own;
                      }
                    }))
        .isSameAs(own);
    awaitNoContainer();
    assertThat(builder.find(reference)).isEmpty();
  }

  @Test
  void exceptionAtTheFirstStepStopsTheBuildBeforeItRunsAnything() {
    IllegalStateException own = new IllegalStateException("own");
    assertThatThrownBy(
            () ->
                builder.build(
                    request("RUN echo " + marker + "; sleep 60\n").build(),
                    event -> {
                      throw own;
                    }))
        .isSameAs(own);
    awaitNoContainer();
  }

  @Test
  void interruptDuringStepStopsItAtTheEngine() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    BuildRequest request = request("RUN echo begun " + marker + "; sleep 60\n").build();
    DeployException failure =
        interrupted(
            running,
            () ->
                builder.build(
                    request,
                    event -> {
                      if (event.equals(new BuildEvent.Output("begun " + marker))) {
                        running.countDown();
                      }
                    }));
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
    awaitNoContainer();
    assertThat(builder.find(reference)).isEmpty();
  }

  @Test
  void interruptDuringUploadStopsTheBuild() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    AtomicLong reads = new AtomicLong();
    ContextEntry endless =
        new ContextEntry.File(
            "endless",
            0444,
            1L << 40,
            () ->
                new java.io.InputStream() {
                  @Override
                  public int read() {
                    reads.incrementAndGet();
                    sending.countDown();
                    return 0;
                  }

                  @Override
                  public int read(byte[] target, int offset, int length) {
                    reads.incrementAndGet();
                    sending.countDown();
                    return length;
                  }
                });
    BuildRequest request = request("", endless).build();
    DeployException failure =
        interrupted(sending, () -> builder.build(request, BuildListener.silent()));
    assertThat(failure.code()).isEqualTo(CoreError.INTERRUPTED);
    AtomicLong before = new AtomicLong(-1);
    Await.untilForGood(
        "nothing is read any more",
        () -> {
          long now = reads.get();
          return before.getAndSet(now) == now;
        });
    assertThat(builder.find(reference)).isEmpty();
  }

  @Test
  void twoBuildsOfOneNameAtOnceEachGiveTheirOwnImage() throws Exception {
    BuildRequest one = request("ENV WHO=one" + marker + "\nRUN sleep 1\n").build();
    BuildRequest two = request("ENV WHO=two" + marker + "\nRUN sleep 1\n").build();
    var first = CompletableFuture.supplyAsync(() -> builder.build(one, BuildListener.silent()));
    var second = CompletableFuture.supplyAsync(() -> builder.build(two, BuildListener.silent()));
    assertThat(environment(first.get(60, TimeUnit.SECONDS))).contains("WHO=one" + marker);
    assertThat(environment(second.get(60, TimeUnit.SECONDS))).contains("WHO=two" + marker);
    assertThat(builder.find(reference).orElseThrow().image())
        .isIn(first.get().image(), second.get().image());
    Probe.ENGINE.client().removeImageCmd(reference.toString()).withForce(true).exec();
    for (var built : List.of(first, second)) {
      if (new Images(Probe.ENGINE).inspect(built.get().imageId()).isPresent()) {
        Probe.ENGINE.client().removeImageCmd(built.get().imageId()).withForce(true).exec();
      }
    }
  }

  private static List<String> environment(BuildResult result) {
    var config = new Images(Probe.ENGINE).inspect(result.imageId()).orElseThrow().getConfig();
    return config == null || config.getEnv() == null ? List.of() : Arrays.asList(config.getEnv());
  }

  private static DeployException interrupted(CountDownLatch begun, Runnable action)
      throws Exception {
    AtomicReference<DeployException> failure =
        new AtomicReference<>(new DeployException(CoreError.USAGE, "none", "-"));
    AtomicBoolean flag = new AtomicBoolean();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
              } catch (DeployException e) {
                failure.set(e);
              }
              flag.set(Thread.currentThread().isInterrupted());
            });
    thread.start();
    assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(30));
    assertThat(thread.isAlive()).isFalse();
    assertThat(flag).isTrue();
    return Objects.requireNonNull(failure.get());
  }

  private DeployException fail(BuildRequest request, CoreError code) {
    DeployException failure =
        Objects.requireNonNull(
            catchThrowableOfType(
                DeployException.class, () -> builder.build(request, BuildListener.silent())));
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.remedy()).isNotBlank();
    return failure;
  }

  /** No container whose command holds the marker is left. */
  private void awaitNoContainer() {
    Await.untilForGood(
        "no container of the build is left",
        () ->
            Probe.ENGINE.client().listContainersCmd().withShowAll(true).exec().stream()
                .noneMatch(container -> container.getCommand().contains(marker)));
  }

  private static ContextEntry[] data() {
    return new ContextEntry[] {
      Entries.file("data/one.txt", 0444, "one"), Entries.file("data/sub/two.txt", 0444, "two")
    };
  }

  private BuildRequest.Builder request(String steps, ContextEntry... files) {
    return from(Probe.base(), steps, files);
  }

  private BuildRequest.Builder from(String base, String steps, ContextEntry... files) {
    List<ContextEntry> entries = new ArrayList<>(List.of(files));
    entries.add(Entries.file("Dockerfile", 0444, "FROM " + base + "\n" + steps));
    return BuildRequest.of(new BuildContext(entries), reference, base)
        .platform(builder.enginePlatform())
        .pullPolicy(PullPolicy.NEVER);
  }
}
