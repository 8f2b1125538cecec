package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryCredentials;
import com.github.dockerjava.api.model.AuthConfig;
import java.util.Optional;

/**
 * What the engine is to log in with at one registry.
 *
 * @param auth for the engine; empty for nothing, or what the client library finds by itself
 * @param source where it comes from, for people
 */
record RegistryLogin(Optional<AuthConfig> auth, String source) {

  static RegistryLogin of(
      Engine engine, ImageReference image, Optional<RegistryCredentials> credentials) {
    return credentials
        .filter(given -> image.registry().equals(Optional.of(given.registry())))
        .map(
            given ->
                new RegistryLogin(
                    Optional.of(
                        new AuthConfig()
                            .withRegistryAddress(given.registry())
                            .withUsername(given.username())
                            .withPassword(given.password().reveal())),
                    "the login of " + given.source()))
        .orElseGet(() -> new RegistryLogin(Optional.empty(), "what 'docker login' has stored"));
  }
}
