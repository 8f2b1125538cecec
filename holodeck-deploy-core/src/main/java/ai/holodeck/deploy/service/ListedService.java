package ai.holodeck.deploy.service;

import java.util.Objects;

/**
 * A service in a provider's list.
 *
 * @param name its name there
 * @param owner whose it is
 * @param service what runs
 */
public record ListedService(ServiceName name, ServiceOwner owner, FoundService service) {
  public ListedService {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(service, "service");
  }
}
