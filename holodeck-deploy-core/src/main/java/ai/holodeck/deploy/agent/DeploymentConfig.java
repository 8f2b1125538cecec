package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.revision.TagStrategy;
import ai.holodeck.deploy.service.DeployRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The deployment block of an agent, all layers merged, defaults filled in.
 *
 * @param repository registry host and repository path, {@code ghcr.io/acme/support}
 * @param tagStrategy how the tag is chosen
 * @param credentialsEnvPrefix {@code P}: the registry's user and password are in {@code
 *     P_USERNAME}, {@code P_PASSWORD}
 * @param stage what its record, lock and history belong to: {@code default}, the chosen stage, or
 *     {@code local} or {@code <stage>@local} when the local engine took the place of another
 *     target, so that none touches another's service
 * @param target where it runs
 * @param protocol what the server speaks
 * @param port where the server listens, 1 to 65535
 * @param healthCheckPath where it answers 2xx when healthy
 * @param environment the variables of the service, not resolved yet
 * @param platform what the image is built for; empty when the file does not say
 * @param baseImage the image to build from, if the file says
 * @param timeout how long a deploy waits until the service is healthy
 * @param state the {@code state} block; empty settings when there is none
 */
public record DeploymentConfig(
    String repository,
    TagStrategy tagStrategy,
    Optional<String> credentialsEnvPrefix,
    String stage,
    TargetSettings target,
    Protocol protocol,
    int port,
    String healthCheckPath,
    List<EnvironmentEntry> environment,
    Optional<Platform> platform,
    Optional<String> baseImage,
    Duration timeout,
    Settings state) {
  /** The image that is built from when nothing else is said: the reference's own. */
  public static final String DEFAULT_BASE_IMAGE = "ghcr.io/justinbarias/holodeck-base:latest";

  public DeploymentConfig {
    repository = new ImageReference(repository, Tag.LATEST).repository();
    Objects.requireNonNull(tagStrategy, "tagStrategy");
    Objects.requireNonNull(credentialsEnvPrefix, "credentialsEnvPrefix");
    Objects.requireNonNull(stage, "stage");
    Objects.requireNonNull(target, "target");
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(platform, "platform");
    Objects.requireNonNull(baseImage, "baseImage");
    Objects.requireNonNull(state, "state");
    environment = List.copyOf(environment);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (!healthCheckPath.startsWith("/")) {
      throw new IllegalArgumentException(
          "a health path starts with '/': '" + healthCheckPath + "'");
    }
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout is not negative: " + timeout);
    }
  }

  /** The stage of what runs on the local engine in place of another target. */
  public static final String LOCAL_STAGE = "local";

  /** Starts with the defaults of the file: git_sha, REST on 8080, {@code /health}, five minutes. */
  public static Builder builder(String repository, TargetSettings target) {
    return new Builder(repository, target);
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private final String repository;
    private final TargetSettings target;
    private String stage = DeploymentKey.DEFAULT_STAGE;
    private TagStrategy tagStrategy = new TagStrategy.GitSha();
    private Optional<String> credentialsEnvPrefix = Optional.empty();
    private Protocol protocol = Protocol.REST;
    private int port = 8080;
    private String healthCheckPath = "/health";
    private List<EnvironmentEntry> environment = List.of();
    private Optional<Platform> platform = Optional.empty();
    private Optional<String> baseImage = Optional.empty();
    private Duration timeout = DeployRequest.DEFAULT_DEADLINE;
    private Settings state = Settings.of("deployment.state", Map.of());

    private Builder(String repository, TargetSettings target) {
      this.repository = repository;
      this.target = target;
    }

    /** What its record, lock and history belong to. */
    public Builder stage(String value) {
      this.stage = value;
      return this;
    }

    /** How the tag is chosen. */
    public Builder tagStrategy(TagStrategy value) {
      this.tagStrategy = value;
      return this;
    }

    /**
     * {@code P}: the registry's user and password are in {@code P_USERNAME}, {@code P_PASSWORD}.
     */
    public Builder credentialsEnvPrefix(Optional<String> value) {
      this.credentialsEnvPrefix = value;
      return this;
    }

    /** What the server speaks. */
    public Builder protocol(Protocol value) {
      this.protocol = value;
      return this;
    }

    /** Where the server listens. */
    public Builder port(int value) {
      this.port = value;
      return this;
    }

    /** Where it answers 2xx when healthy. */
    public Builder healthCheckPath(String value) {
      this.healthCheckPath = value;
      return this;
    }

    /** The variables of the service, not resolved yet. */
    public Builder environment(List<EnvironmentEntry> value) {
      this.environment = value;
      return this;
    }

    /** What the image is built for. */
    public Builder platform(Optional<Platform> value) {
      this.platform = value;
      return this;
    }

    /** The image to build from. */
    public Builder baseImage(Optional<String> value) {
      this.baseImage = value;
      return this;
    }

    /** How long a deploy waits until the service is healthy. */
    public Builder timeout(Duration value) {
      this.timeout = value;
      return this;
    }

    /** The {@code state} block. */
    public Builder state(Settings value) {
      this.state = value;
      return this;
    }

    /** The configuration. */
    public DeploymentConfig build() {
      return new DeploymentConfig(
          repository,
          tagStrategy,
          credentialsEnvPrefix,
          stage,
          target,
          protocol,
          port,
          healthCheckPath,
          environment,
          platform,
          baseImage,
          timeout,
          state);
    }
  }
}
