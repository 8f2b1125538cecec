package ai.holodeck.deploy.service;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What a provider says of a service now.
 *
 * @param state in our words
 * @param providerWord in the provider's words, for people
 * @param url where it answers; empty when it has no reachable address
 */
public record ServiceStatus(ServiceState state, String providerWord, Optional<URI> url) {
  public ServiceStatus {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(providerWord, "providerWord");
    Objects.requireNonNull(url, "url");
  }
}
