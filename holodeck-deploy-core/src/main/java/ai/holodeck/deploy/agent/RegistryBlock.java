package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.revision.TagStrategy;
import java.util.Locale;
import java.util.Optional;

/** The schema of {@code deployment.registry}. */
record RegistryBlock(
    Host url,
    Repository repository,
    @Default("git_sha") Strategy tagStrategy,
    Optional<Tag> customTag,
    Optional<Prefix> credentialsEnvPrefix) {
  private static final int MAX_NAME = 255;

  RegistryBlock {
    if (tagStrategy == Strategy.CUSTOM && customTag.isEmpty()) {
      throw new IllegalArgumentException("custom_tag is required with tag_strategy 'custom'");
    }
    if (url.value().length() + 1 + repository.value().length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "url and repository together must not be longer than " + MAX_NAME + " characters");
    }
  }

  String imageRepository() {
    return url.value() + "/" + repository.value();
  }

  TagStrategy strategy() {
    return switch (tagStrategy) {
      case GIT_SHA -> new TagStrategy.GitSha();
      case GIT_TAG -> new TagStrategy.GitTag();
      case LATEST -> new TagStrategy.Latest();
      case CUSTOM -> new TagStrategy.Custom(customTag.orElseThrow());
    };
  }

  /** The words of {@code tag_strategy}. */
  enum Strategy {
    GIT_SHA,
    GIT_TAG,
    LATEST,
    CUSTOM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A registry's host. One without a dot, a port or the name localhost would be taken for a path.
   */
  record Host(String value) {
    Host {
      boolean hostLike = value.contains(".") || value.contains(":") || value.equals("localhost");
      if (!hostLike || !ImageReference.isHost(value)) {
        throw new IllegalArgumentException(
            "must be a registry host with an optional port (ghcr.io, localhost:5000), found '"
                + value
                + "'");
      }
    }
  }

  /** A repository path in a registry. */
  record Repository(String value) {
    Repository {
      if (!ImageReference.isRepositoryPath(value)) {
        throw new IllegalArgumentException(
            "must be a repository path in lower case (acme/support-bot), found '" + value + "'");
      }
    }
  }

  /** The start of two variable names. */
  record Prefix(String value) {
    Prefix {
      if (!EnvironmentVariable.isName(value)) {
        throw new IllegalArgumentException(
            "must be the start of variable names (letters, digits, '_'), found '" + value + "'");
      }
    }
  }
}
