package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PullPolicy;
import ai.holodeck.deploy.image.Tag;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** An image builder on trial: what the rules do with it. For the kit's own use. */
public final class ImageBuilderTrial {
  private static final String DOCKERFILE = "Dockerfile";

  private final ImageBuilderHarness harness;
  private final ImageBuilder builder;
  private final String mark = UUID.randomUUID().toString().replace("-", "").substring(0, 16);

  ImageBuilderTrial(ImageBuilderHarness harness) {
    this.harness = harness;
    this.builder = harness.builder();
  }

  ImageBuilderHarness harness() {
    return harness;
  }

  ImageBuilder builder() {
    return builder;
  }

  /** What stands in the names, labels and long steps of this rule and of no other. */
  String mark() {
    return mark;
  }

  /** The name that most rules build under. */
  ImageReference name() {
    return name("one");
  }

  ImageReference name(String tag) {
    return new ImageReference("holodeck-kit/" + mark, new Tag(tag));
  }

  /** A Dockerfile that begins on the base image, marked, as root, in the empty folder /kit. */
  String dockerfile(String steps) {
    return dockerfileFrom(harness.baseImage(), "WORKDIR /kit\n" + steps);
  }

  String dockerfileFrom(String base, String steps) {
    return "FROM "
        + base
        + "\nLABEL "
        + ImageBuilderHarness.LABEL
        + "="
        + mark
        + "\nUSER 0\n"
        + steps;
  }

  BuildRequest.Builder request(String steps, ContextEntry... files) {
    return request(name(), steps, files);
  }

  BuildRequest.Builder request(ImageReference name, String steps, ContextEntry... files) {
    List<ContextEntry> entries = new ArrayList<>(List.of(files));
    entries.add(file(DOCKERFILE, dockerfile(steps)));
    return request(name, harness.baseImage(), entries);
  }

  BuildRequest.Builder request(ImageReference name, String base, List<ContextEntry> entries) {
    return BuildRequest.of(new BuildContext(entries), name, base)
        .platform(builder.enginePlatform())
        .pullPolicy(PullPolicy.NEVER);
  }

  static ContextEntry.File file(String path, String text) {
    return file(path, text.getBytes(StandardCharsets.UTF_8));
  }

  static ContextEntry.File file(String path, byte[] content) {
    return ContextEntry.File.of(path, 0444, content);
  }

  BuildResult build(String steps, ContextEntry... files) {
    return build(request(steps, files));
  }

  BuildResult build(BuildRequest.Builder request) {
    return builder.build(request.build(), BuildListener.silent());
  }

  ImageDetails found() {
    return found(name());
  }

  ImageDetails found(ImageReference name) {
    return builder
        .find(name)
        .orElseThrow(() -> new AssertionError("the engine has no image " + name));
  }

  void assertNothingIsNamed() {
    assertThat(builder.find(name())).as("the image found under %s", name()).isEmpty();
  }

  /** Builds what cannot be built. */
  DeployException failure(BuildRequest.Builder request) {
    return failure(CoreError.BUILD_FAILED, request, BuildListener.silent());
  }

  DeployException failure(ErrorCode code, BuildRequest.Builder request, BuildListener listener) {
    Throwable thrown = catchThrowable(() -> builder.build(request.build(), listener));
    assertThat(thrown).as("what the build threw").isInstanceOf(DeployException.class);
    DeployException failure = (DeployException) thrown;
    assertThat(failure.code().id()).as("code of '%s'", failure.what()).isEqualTo(code.id());
    assertThat(failure.remedy()).as("remedy").isNotBlank();
    return failure;
  }

  /** A step that the rule can see at work, and that does not end by itself. */
  String endlessStep() {
    return "RUN echo " + begun() + "; sleep 300\n";
  }

  /** The line that the endless step begins with. */
  String begun() {
    return "begun " + mark;
  }

  BackgroundBuild start(BuildRequest.Builder request, BuildListener listener) {
    return BackgroundBuild.start(builder, request.build(), listener, harness.patience());
  }

  /** Starts a build, and waits until the engine is at its endless step. */
  BackgroundBuild startEndless() {
    BackgroundBuild build = start(request(endlessStep()), BuildListener.silent());
    awaitWhileRunning(
        build, "the harness' steps() show the running step", () -> isStepThere(begun()));
    return build;
  }

  /** Waits for what must come while a build runs, and ends the build when it does not. */
  void awaitWhileRunning(BackgroundBuild build, String what, BooleanSupplier condition) {
    comesTrue(() -> condition.getAsBoolean() || build.hasEnded());
    if (!condition.getAsBoolean()) {
      build.interrupt();
      throw new AssertionError(
          "this did not come true while the build ran: " + what,
          build.hasEnded() ? build.await().failure().orElse(null) : null);
    }
  }

  void assertNoStepIsLeft() {
    boolean gone = comesTrue(() -> !isStepThere(mark));
    assertThat(gone).as("no step is left at the engine; there are: %s", harness.steps()).isTrue();
  }

  private boolean isStepThere(String text) {
    return harness.steps().stream().anyMatch(step -> step.contains(text));
  }

  boolean comesTrue(BooleanSupplier condition) {
    return Poll.comesTrue(harness.patience(), condition);
  }

  /** Removes whatever the rule has left at the engine. */
  void clean() {
    harness.removeImages(mark);
  }
}
