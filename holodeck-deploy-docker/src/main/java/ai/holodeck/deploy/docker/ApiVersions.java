package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.github.dockerjava.core.RemoteApiVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the API that an engine speaks.
 *
 * @param newest the one it prefers; empty when it does not say
 * @param oldest empty when it does not say
 */
record ApiVersions(Optional<RemoteApiVersion> newest, Optional<RemoteApiVersion> oldest) {
  /** The newest version that the client library was written for. */
  static final RemoteApiVersion NEWEST_KNOWN = RemoteApiVersion.VERSION_1_44;

  static ApiVersions of(@Nullable String newest, @Nullable String oldest) {
    return new ApiVersions(
        Optional.ofNullable(newest).flatMap(ApiVersions::parse),
        Optional.ofNullable(oldest).flatMap(ApiVersions::parse));
  }

  /**
   * The newest that both sides know; {@code DOCKER_API_VERSION} wins.
   *
   * @throws DeployException when the engine does not speak it
   */
  RemoteApiVersion agree(Variables variables) {
    Optional<RemoteApiVersion> wanted =
        variables
            .get("DOCKER_API_VERSION")
            .filter(text -> !text.isBlank())
            .map(ApiVersions::parseWanted);
    if (wanted.isPresent()) {
      if (!isSpoken(wanted.get())) {
        throw refused(
            "DOCKER_API_VERSION is '" + wanted.get().getVersion() + "', and the engine" + range(),
            "unset DOCKER_API_VERSION, or give one that the engine speaks");
      }
      return wanted.get();
    }
    RemoteApiVersion agreed =
        newest
            .map(version -> version.isGreater(NEWEST_KNOWN) ? NEWEST_KNOWN : version)
            .orElse(RemoteApiVersion.UNKNOWN_VERSION);
    if (newest.isPresent() && !isSpoken(agreed)) {
      throw refused(
          "the engine is too new: it"
              + range()
              + ", and this tool "
              + NEWEST_KNOWN.getVersion()
              + " at most",
          "use a newer version of this tool, or have dockerd speak older ones (its variable"
              + " DOCKER_MIN_API_VERSION)");
    }
    return agreed;
  }

  private boolean isSpoken(RemoteApiVersion version) {
    return newest.map(newer -> !version.isGreater(newer)).orElse(true)
        && oldest.map(older -> !older.isGreater(version)).orElse(true);
  }

  private String range() {
    return " speaks versions "
        + oldest.map(RemoteApiVersion::getVersion).orElse("?")
        + " to "
        + newest.map(RemoteApiVersion::getVersion).orElse("?")
        + " of the API";
  }

  private static RemoteApiVersion parseWanted(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                refused(
                    "DOCKER_API_VERSION is '" + text + "', which is no version of the API",
                    "give it like 1.41, or unset DOCKER_API_VERSION"));
  }

  private static DeployException refused(String what, String remedy) {
    return new DeployException(CoreError.ENGINE_UNAVAILABLE, what, remedy);
  }

  private static Optional<RemoteApiVersion> parse(String text) {
    return text.matches("[0-9]{1,3}\\.[0-9]{1,3}")
        ? Optional.of(RemoteApiVersion.parseConfig(text))
        : Optional.empty();
  }
}
