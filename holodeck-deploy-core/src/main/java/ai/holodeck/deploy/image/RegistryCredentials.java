package ai.holodeck.deploy.image;

import ai.holodeck.deploy.environment.Secret;
import java.util.Objects;

/**
 * What somebody logs in to one registry with. They go to that registry and to no other.
 *
 * @param registry its host, with the port if there is one
 * @param username the user
 * @param password the password, or a token in its place
 * @param source where they come from, for people: {@code P_USERNAME and P_PASSWORD}
 */
public record RegistryCredentials(
    String registry, String username, Secret password, String source) {
  public RegistryCredentials {
    Objects.requireNonNull(password, "password");
    if (!ImageReference.isHost(registry)) {
      throw new IllegalArgumentException("not a registry host: '" + registry + "'");
    }
    if (username.isBlank()) {
      throw new IllegalArgumentException("the user of registry " + registry + " is blank");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException("the source of credentials is blank");
    }
  }
}
