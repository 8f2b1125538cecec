package ai.holodeck.deploy.docker;

import com.github.dockerjava.api.model.Version;
import com.github.dockerjava.api.model.VersionComponent;
import java.util.List;
import java.util.Optional;

/** Whose engine answers; for the few things that the API leaves open. */
enum EngineKind {
  DOCKER,
  PODMAN;

  static EngineKind of(Version version) {
    return Optional.ofNullable(version.getComponents()).orElse(List.of()).stream()
            .map(VersionComponent::getName)
            .anyMatch("Podman Engine"::equals)
        ? PODMAN
        : DOCKER;
  }
}
