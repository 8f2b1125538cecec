package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextDigest;
import ai.holodeck.deploy.context.GeneratedFiles;
import ai.holodeck.deploy.dockerfile.DockerfileGenerator;
import ai.holodeck.deploy.dockerfile.DockerfileSpec;
import ai.holodeck.deploy.dockerfile.OciLabels;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** Builds the image of a plan. */
public final class BuildAgent {
  private final Adapters adapters;
  private final Clock clock;
  private final Optional<Instant> sourceDate;
  private final DockerfileGenerator generator = new DockerfileGenerator();

  /** Works with these adapters; the clock gives {@code created}. */
  public BuildAgent(Adapters adapters, Clock clock) {
    this(adapters, Variables.of(Map.of()), clock);
  }

  /**
   * The same, with {@code created} from {@code SOURCE_DATE_EPOCH} where that is set: then the same
   * inputs give the same image on an engine, from whichever folder, as long as its cache has the
   * steps.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code USAGE} when it is no number
   */
  public BuildAgent(Adapters adapters, Variables variables, Clock clock) {
    this.adapters = adapters;
    this.clock = clock;
    this.sourceDate = SourceDate.of(variables);
  }

  /** The Dockerfile of a plan, as it would be built now; asks no engine. */
  public String dockerfile(DeploymentPlan plan) {
    return generator.generate(plan.dockerfile().forBuild(now(), contextDigest(plan)));
  }

  /**
   * Builds the image and names it. When nothing that goes into the image has changed since the one
   * that has the name, that one's {@code created} is kept, every step comes from the cache, and the
   * image id stays.
   *
   * @throws ai.holodeck.deploy.error.DeployException as {@link ImageBuilder#build}
   */
  public BuildResult build(DeploymentPlan plan, BuildOptions options, OperationListener listener) {
    return build(plan, contextDigest(plan), options, listener);
  }

  /** As the other, with what {@link #contextDigest} has given. */
  BuildResult build(
      DeploymentPlan plan, String inputs, BuildOptions options, OperationListener listener) {
    plan.notices().forEach(listener::onNotice);
    ImageBuilder builder = adapters.imageBuilder();
    plan.platform().ifPresent(wanted -> tellOfEmulation(wanted, builder, listener));
    if (options.cache() == BuildRequest.Cache.USE && sourceDate.isEmpty()) {
      Optional<ImageDetails> previous =
          builder.find(plan.image()).filter(image -> isUnchanged(image, plan, inputs));
      Optional<Instant> created = previous.flatMap(BuildAgent::created);
      if (created.isPresent()) {
        BuildResult result =
            build(
                builder,
                plan,
                options,
                plan.dockerfile().forBuild(created.get(), inputs),
                listener);
        if (previous.map(image -> image.image().imageId().equals(result.imageId())).orElse(false)) {
          return result;
        }
        // The base image has changed under the same name, so it is a new image after all, and says
        // when it was made.
      }
    }
    return build(builder, plan, options, plan.dockerfile().forBuild(now(), inputs), listener);
  }

  private static void tellOfEmulation(
      Platform wanted, ImageBuilder builder, OperationListener listener) {
    Platform own = builder.enginePlatform();
    if (!own.matches(wanted)) {
      listener.onNotice(
          "the image is for "
              + wanted
              + " and the engine is "
              + own
              + ": its programs need emulation there, which is slow and must be set up (QEMU); use an engine of "
              + wanted
              + ", or --platform "
              + own
              + " where the target runs that");
    }
  }

  private BuildResult build(
      ImageBuilder builder,
      DeploymentPlan plan,
      BuildOptions options,
      DockerfileSpec spec,
      OperationListener listener) {
    BuildRequest request =
        BuildRequest.of(context(plan, generator.generate(spec)), plan.image(), spec.baseImage())
            .platform(plan.platform().orElseGet(builder::enginePlatform))
            .pullPolicy(options.pull())
            .cache(options.cache())
            .credentials(plan.credentials())
            .build();
    return builder.build(request, listener::onBuild);
  }

  private static BuildContext context(DeploymentPlan plan, String dockerfile) {
    return plan.files()
        .with(
            GeneratedFiles.of(
                dockerfile,
                DockerfileGenerator.entrypoint(),
                plan.project().agentYaml(),
                plan.project().configYaml()));
  }

  /** A digest of all that is given to the engine, but the labels; reads every file. */
  String contextDigest(DeploymentPlan plan) {
    return ContextDigest.of(context(plan, generator.generateWithoutLabels(plan.dockerfile())));
  }

  /** The engine's id of the base image; empty when it has none of that name. */
  Optional<String> baseImageId(DeploymentPlan plan) {
    return nameOf(plan.dockerfile().baseImage())
        .flatMap(adapters.imageBuilder()::find)
        .map(details -> details.image().imageId());
  }

  /** Empty for a base image that is given by its digest, and so never is another one. */
  private static Optional<ImageReference> nameOf(String baseImage) {
    try {
      return Optional.of(ImageReference.parse(baseImage));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isUnchanged(ImageDetails image, DeploymentPlan plan, String inputs) {
    return Optional.ofNullable(image.labels().get(OciLabels.INPUTS)).equals(Optional.of(inputs))
        && Optional.ofNullable(image.labels().get(OciLabels.REVISION))
            .equals(plan.dockerfile().revision());
  }

  private static Optional<Instant> created(ImageDetails image) {
    try {
      return Optional.ofNullable(image.labels().get(OciLabels.CREATED)).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Instant now() {
    return sourceDate.orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }
}
