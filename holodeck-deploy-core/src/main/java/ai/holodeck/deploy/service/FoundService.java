package ai.holodeck.deploy.service;

import java.util.Objects;
import java.util.Optional;

/**
 * What runs under a name.
 *
 * @param id the provider's id
 * @param releaseId the release that started it; empty when it carries none
 * @param image the image it runs, as the provider names it
 * @param status its state now
 */
public record FoundService(
    ServiceId id, Optional<ReleaseId> releaseId, String image, ServiceStatus status) {
  public FoundService {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(status, "status");
  }
}
