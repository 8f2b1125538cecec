package ai.holodeck.deploy.service;

import java.util.Objects;

/**
 * What a deploy ended in.
 *
 * @param id the provider's id of the service
 * @param name its name at the provider
 * @param status {@code RUNNING}, or {@code PROVISIONING} where the provider carries on alone
 */
public record Deployment(ServiceId id, ServiceName name, ServiceStatus status) {
  public Deployment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
  }
}
