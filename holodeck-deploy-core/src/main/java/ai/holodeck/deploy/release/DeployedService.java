package ai.holodeck.deploy.release;

import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What is remembered of a service.
 *
 * @param provider the provider id
 * @param serviceId the provider's id of the service
 * @param serviceName its name there
 * @param url where it answers, if anywhere
 * @param state its state when recorded
 * @param statusWord the word as it stands in the state file; differs from the state when another
 *     tool wrote it
 * @param imageUri {@code repo:tag@sha256:…}, or {@code repo:tag} when no digest is known
 * @param configHash {@code sha256:…} of the effective deployment block, or what another tool wrote
 *     there
 */
public record DeployedService(
    String provider,
    ServiceId serviceId,
    ServiceName serviceName,
    Optional<URI> url,
    ServiceState state,
    String statusWord,
    String imageUri,
    String configHash) {
  public DeployedService {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(serviceId, "serviceId");
    Objects.requireNonNull(serviceName, "serviceName");
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(statusWord, "statusWord");
    Objects.requireNonNull(imageUri, "imageUri");
    Objects.requireNonNull(configHash, "configHash");
  }

  /** The same service in another state. */
  public DeployedService in(ServiceState newState) {
    return new DeployedService(
        provider, serviceId, serviceName, url, newState, newState.name(), imageUri, configHash);
  }
}
