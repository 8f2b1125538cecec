package ai.holodeck.deploy.image;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image in a registry, with a tag: {@code registry/repository:tag}.
 *
 * @param repository registry host with optional port, a slash, and the repository path; or a
 *     repository path alone (grammar of the distribution project's {@code reference} package, at
 *     most 255 characters)
 * @param tag the tag
 */
public record ImageReference(String repository, Tag tag) {
  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final String HOST_PART = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern HOST =
      Pattern.compile(HOST_PART + "(?:\\." + HOST_PART + ")*(?::[0-9]{1,5})?");
  private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");

  public ImageReference {
    Objects.requireNonNull(tag, "tag");
    String path = repository;
    int slash = repository.indexOf('/');
    if (slash > 0 && isHostLike(repository.substring(0, slash))) {
      if (!isHost(repository.substring(0, slash))) {
        throw new IllegalArgumentException(
            "not a registry host: '" + repository.substring(0, slash) + "'");
      }
      path = repository.substring(slash + 1);
    }
    if (!isRepositoryPath(path) || repository.length() > 255) {
      throw new IllegalArgumentException("not an image repository: '" + repository + "'");
    }
  }

  /**
   * Reads {@code repository[:tag]}; the tag defaults to {@code latest}. A digest is not part of
   * this type.
   */
  public static ImageReference parse(String text) {
    int colon = text.lastIndexOf(':');
    return colon > text.lastIndexOf('/')
        ? new ImageReference(text.substring(0, colon), new Tag(text.substring(colon + 1)))
        : new ImageReference(text, Tag.LATEST);
  }

  /** The registry's host with its port, if one is named; without one, engines mean Docker Hub. */
  public Optional<String> registry() {
    int slash = repository.indexOf('/');
    return slash > 0 && isHostLike(repository.substring(0, slash))
        ? Optional.of(repository.substring(0, slash))
        : Optional.empty();
  }

  /** Whether the text is a registry host with an optional port. */
  public static boolean isHost(String text) {
    return HOST.matcher(text).matches();
  }

  /** Whether the text is a repository path, lower case, components separated by slashes. */
  public static boolean isRepositoryPath(String text) {
    return PATH.matcher(text).matches();
  }

  /** {@code repository:tag}. */
  @Override
  public String toString() {
    return repository + ":" + tag;
  }

  private static boolean isHostLike(String first) {
    return first.contains(".") || first.contains(":") || first.equals("localhost");
  }
}
