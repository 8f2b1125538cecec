package ai.holodeck.deploy.image;

import ai.holodeck.deploy.context.BuildContext;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to build.
 *
 * @param context the files, the Dockerfile among them
 * @param dockerfile path of the Dockerfile inside the context
 * @param reference the name that the image gets
 * @param baseImage the image that the Dockerfile starts from, as written after {@code FROM}
 * @param platform what to build for
 * @param labels labels to add beyond those in the Dockerfile
 * @param pullPolicy when to fetch the base image
 * @param cache whether earlier layers may be used again
 * @param credentials for the base image, where it lies in the registry that they are of; without,
 *     or for another registry, what the user has stored
 */
public record BuildRequest(
    BuildContext context,
    String dockerfile,
    ImageReference reference,
    String baseImage,
    Platform platform,
    Map<String, String> labels,
    PullPolicy pullPolicy,
    Cache cache,
    Optional<RegistryCredentials> credentials) {

  /** Whether layers of earlier builds may be used. */
  public enum Cache {
    /** Use them. */
    USE,
    /** Run every step anew. */
    IGNORE
  }

  public BuildRequest {
    Objects.requireNonNull(context, "context");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(pullPolicy, "pullPolicy");
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(credentials, "credentials");
    labels = Map.copyOf(labels);
    if (dockerfile.isBlank() || baseImage.isBlank()) {
      throw new IllegalArgumentException("a build needs a Dockerfile and a base image");
    }
  }

  /**
   * Starts a request with the defaults: {@code Dockerfile}, linux/amd64, no labels, pull when
   * missing, cache used.
   */
  public static Builder of(BuildContext context, ImageReference reference, String baseImage) {
    return new Builder(context, reference, baseImage);
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private final BuildContext context;
    private final ImageReference reference;
    private final String baseImage;
    private String dockerfile = "Dockerfile";
    private Platform platform = Platform.LINUX_AMD64;
    private Map<String, String> labels = Map.of();
    private PullPolicy pullPolicy = PullPolicy.MISSING;
    private Cache cache = Cache.USE;
    private Optional<RegistryCredentials> credentials = Optional.empty();

    private Builder(BuildContext context, ImageReference reference, String baseImage) {
      this.context = context;
      this.reference = reference;
      this.baseImage = baseImage;
    }

    /** Path of the Dockerfile inside the context. */
    public Builder dockerfile(String path) {
      this.dockerfile = path;
      return this;
    }

    /** What to build for. */
    public Builder platform(Platform value) {
      this.platform = value;
      return this;
    }

    /** Labels beyond those in the Dockerfile. */
    public Builder labels(Map<String, String> value) {
      this.labels = value;
      return this;
    }

    /** When to fetch the base image. */
    public Builder pullPolicy(PullPolicy value) {
      this.pullPolicy = value;
      return this;
    }

    /** Whether earlier layers may be used. */
    public Builder cache(Cache value) {
      this.cache = value;
      return this;
    }

    /** For the base image, where it lies in the registry that they are of. */
    public Builder credentials(Optional<RegistryCredentials> value) {
      this.credentials = value;
      return this;
    }

    /** The request. */
    public BuildRequest build() {
      return new BuildRequest(
          context,
          dockerfile,
          reference,
          baseImage,
          platform,
          labels,
          pullPolicy,
          cache,
          credentials);
    }
  }
}
