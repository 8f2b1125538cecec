package ai.holodeck.deploy.state;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.tck.StoredContent;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Values that several tests need. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private Samples() {}

  static Stores stores(Path folder, Clock clock) {
    return new JsonStateBackend(clock)
        .open(folder, Settings.empty(Position.of(folder.resolve("agent.yaml")), "state"));
  }

  static Stores stores(Path folder) {
    return stores(folder, Clock.systemUTC());
  }

  /** Both state files, and how a newer version would name itself in them. */
  static StoredContent storedContent(Path folder) {
    return StoredContent.ofFiles(
        folder.resolve(StateFolder.NAME),
        List.of("deployments.json", "releases.json"),
        text -> text.replace("\"version\": \"1.0\"", "\"version\": \"2.0\""));
  }

  static DeployedService service(String provider, String id) {
    return new DeployedService(
        provider,
        new ServiceId(id),
        new ServiceName("name-of-" + id),
        Optional.of(URI.create("https://" + id + ".example.com")),
        ServiceState.RUNNING,
        "RUNNING",
        "registry.example.com/agents/support:abc1234",
        "sha256:" + "0".repeat(64));
  }

  /** Only our own file can tell the state of such a record. */
  static DeployedService withWordOfItsOwn(DeployedService service) {
    return new DeployedService(
        service.provider(),
        service.serviceId(),
        service.serviceName(),
        service.url(),
        service.state(),
        "Ready",
        service.imageUri(),
        service.configHash());
  }

  static Release intent(DeploymentKey key, String id) {
    return Release.of(
            new ReleaseId(id), key, Release.Kind.DEPLOY, "azure", new ServiceName("support"))
        .image(
            Optional.of(
                new EngineImage(
                    ImageReference.parse("registry.example.com/agents/support:abc1234"),
                    "sha256:" + "1".repeat(64))),
            Optional.empty())
        .configHash("sha256:" + "0".repeat(64))
        .started("ann", NOON)
        .build();
  }
}
