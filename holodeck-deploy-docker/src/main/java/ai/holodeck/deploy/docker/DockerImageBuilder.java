package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.model.BuildResponseItem;
import com.github.dockerjava.api.model.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Builds with the engine's own builder.
 *
 * <p>The image is built without a name, looked at, and named last: so nothing is named that failed
 * or came out for another platform, and of two builds of one name at once each gets the id of its
 * own.
 */
final class DockerImageBuilder implements ImageBuilder {
  /** How often a build begins that the engine breaks off by {@link #VANISHED}. */
  private static final int ATTEMPTS = 5;

  /**
   * Looking for a step in its cache, an engine lists the images that are there, reads each, and
   * gives up when somebody has removed one meanwhile: another build's, which is none of this one's
   * business. What Docker says, and what Podman does.
   */
  private static final Pattern VANISHED =
      Pattern.compile(
          "unable to find image \"?sha256:[0-9a-f]{64}\"?"
              + "|checking if cached image exists from a previous build: .* not known");

  /** Linux's words for ENOEXEC, in errno(3), which engines pass on. */
  private static final String FOREIGN_PROGRAM = "exec format error";

  private final Supplier<Engine> engines;

  DockerImageBuilder(Supplier<Engine> engines) {
    this.engines = engines;
  }

  @Override
  public BuildResult build(BuildRequest request, BuildListener listener) {
    check(request);
    Engine engine = engines.get();
    new BaseImages(engine).provide(request, listener);
    BuildProgress progress = new BuildProgress(listener);
    run(engine, request, progress);
    String shortId = progress.imageId().orElseThrow(() -> failed(request, progress));
    InspectImageResponse built =
        new Images(engine).inspect(shortId).orElseThrow(() -> failed(request, progress));
    Platforms.of(built)
        .filter(actual -> !request.platform().matches(actual))
        .ifPresent(actual -> refusePlatform(request, actual));
    name(engine, request.reference(), Images.idOf(built));
    return new BuildResult(
        new EngineImage(request.reference(), Images.idOf(built)), progress.lines());
  }

  private static void check(BuildRequest request) {
    boolean hasDockerfile =
        request.context().entries().stream()
            .anyMatch(entry -> entry.path().equals(request.dockerfile()));
    if (!hasDockerfile) {
      throw new DeployException(
          CoreError.BUILD_FAILED,
          "the build context of "
              + request.reference()
              + " has no file '"
              + request.dockerfile()
              + "'",
          "add the Dockerfile to the context, or name the one that is there");
    }
    if (request.labels().keySet().stream().anyMatch(String::isBlank)) {
      throw new DeployException(
          CoreError.BUILD_FAILED,
          "a label of " + request.reference() + " has a blank name",
          "give every label a name");
    }
  }

  private static void run(Engine engine, BuildRequest request, BuildProgress progress) {
    for (int attempt = 1; ; attempt++) {
      send(engine, request, progress);
      if (progress.error().isEmpty()) {
        return;
      }
      boolean vanished = VANISHED.matcher(progress.error().get()).matches();
      if (!vanished || attempt == ATTEMPTS) {
        throw failed(request, progress);
      }
      progress.again();
    }
  }

  private static void send(Engine engine, BuildRequest request, BuildProgress progress) {
    String doing = "building " + request.reference();
    ContextTar tar = new ContextTar(contextFor(engine, request));
    EngineStream<BuildResponseItem> stream = new EngineStream<>(progress::accept);
    try {
      command(engine, request, tar).exec(stream);
      stream.await();
      progress.finish();
    } catch (InterruptedException e) {
      tar.abort();
      stream.close();
      stream.awaitRelease();
      throw EngineErrors.interrupted(doing, e);
    } catch (EngineStream.Broken e) {
      throw tar.failure()
          .map(cause -> unreadable(request, cause))
          .orElseGet(() -> broken(engine, doing, e));
    }
  }

  private static BuildContext contextFor(Engine engine, BuildRequest request) {
    return engine.kind() == EngineKind.PODMAN
        ? PodmanContext.of(request.context())
        : request.context();
  }

  private static DeployException broken(Engine engine, String doing, EngineStream.Broken e) {
    return EngineErrors.translate(
        engine.address(),
        e.failure(),
        CoreError.BUILD_FAILED,
        doing + " failed",
        "correct what the engine names, then build again");
  }

  private static BuildImageCmd command(Engine engine, BuildRequest request, ContextTar tar) {
    BuildImageCmd command =
        engine
            .streams()
            .buildImageCmd(tar)
            .withDockerfilePath(request.dockerfile())
            .withPlatform(request.platform().value())
            .withNoCache(request.cache() == BuildRequest.Cache.IGNORE)
            .withPull(false)
            .withRemove(true)
            .withForcerm(true);
    return request.labels().isEmpty() ? command : command.withLabels(request.labels());
  }

  private static void name(Engine engine, ImageReference reference, String imageId) {
    engine.call(
        CoreError.BUILD_FAILED,
        "the engine cannot name the image it built " + reference,
        "check the image's name, then build again",
        () ->
            engine
                .client()
                .tagImageCmd(imageId, reference.repository(), reference.tag().value())
                .exec());
  }

  private static DeployException failed(BuildRequest request, BuildProgress progress) {
    List<String> details = new ArrayList<>();
    progress.step().ifPresent(details::add);
    details.addAll(progress.stepOutput());
    progress.error().ifPresent(details::add);
    return new DeployException(
        CoreError.BUILD_FAILED,
        "the build of "
            + request.reference()
            + " failed"
            + progress.step().map(step -> " at " + step).orElse("")
            + progress.error().map(error -> ": " + error).orElse(": the engine gave no image"),
        details.stream().anyMatch(line -> line.contains(FOREIGN_PROGRAM))
            ? "build with --platform for the engine's own platform, or set up emulation of "
                + request.platform()
                + " (QEMU) at the engine"
            : "correct the step; its output is shown above",
        details,
        null);
  }

  private static DeployException unreadable(BuildRequest request, java.io.IOException cause) {
    return new DeployException(
        CoreError.BUILD_FAILED,
        "the build of " + request.reference() + " stopped: cannot send " + cause.getMessage(),
        "make the file readable and leave it unchanged while the build runs",
        cause);
  }

  private static void refusePlatform(BuildRequest request, Platform actual) {
    throw new DeployException(
        CoreError.BUILD_FAILED,
        "the engine built "
            + request.reference()
            + " for "
            + actual
            + " instead of "
            + request.platform(),
        "build with --platform "
            + actual
            + ", or with an engine that emulates "
            + request.platform());
  }

  @Override
  public Optional<ImageDetails> find(ImageReference reference) {
    return new Images(engines.get())
        .inspect(reference.toString())
        .map(
            image ->
                new ImageDetails(
                    new EngineImage(reference, Images.idOf(image)),
                    Platforms.of(image).orElse(Platform.LINUX_AMD64),
                    labels(image)));
  }

  /** Engines from API 1.52 leave out what is empty. */
  private static Map<String, String> labels(InspectImageResponse image) {
    return Optional.ofNullable(image.getConfig())
        .flatMap(config -> Optional.ofNullable(config.getLabels()))
        .orElse(Map.of());
  }

  @Override
  public Platform enginePlatform() {
    Engine engine = engines.get();
    Version version =
        engine.call(
            CoreError.ENGINE_UNAVAILABLE,
            "the engine does not tell its version",
            "check the engine with 'docker version'",
            () -> engine.client().versionCmd().exec());
    return Platforms.of(version.getOperatingSystem(), version.getArch())
        .orElse(Platform.LINUX_AMD64);
  }
}
