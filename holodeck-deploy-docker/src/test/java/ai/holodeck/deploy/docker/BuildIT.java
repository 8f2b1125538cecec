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
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.PullPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the kit does not ask of a builder: see {@link DockerImageBuilderContractIT}. */
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
  void programOfAnotherPlatformIsToldWithWhatHelps() {
    DeployException failure =
        fail(
            from("scratch", "COPY sh /bin/sh\nRUN true\n", Entries.file("sh", 0555, "no program"))
                .build(),
            CoreError.BUILD_FAILED);
    assertThat(failure.remedy())
        .contains("--platform", "emulation", builder.enginePlatform().value());
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
