package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the contracts of a state backend have in common. Extend {@link StateRepositoryContract},
 * {@link DeploymentLockContract} and {@link ReleaseLogContract}; each wants {@link #open} and no
 * more.
 */
public abstract class StateContract extends Contract {
  StateContract() {}

  /**
   * Opens the store of the running test. It is empty when the test begins; a second call in the
   * same test opens the same store once more, as another process would.
   */
  protected abstract Stores open();

  /** The key of an agent's default stage. Override it when the backend requires a project. */
  protected DeploymentKey key(String agent) {
    return DeploymentKey.of(agent);
  }

  @Override
  final Subject subject() {
    Class<?> store = open().records().getClass();
    return new Subject(store.getPackageName(), Subject.versionOf(store), Set.of());
  }

  @Override
  final void assertRefuses(Capability undeclared) {
    throw new IllegalStateException("a store declares no capabilities");
  }

  static DeployedService service(String id) {
    return new DeployedService(
        "azure",
        new ServiceId("/services/" + id),
        new ServiceName(id),
        Optional.of(URI.create("https://" + id + ".example.com/")),
        ServiceState.RUNNING,
        ServiceState.RUNNING.name(),
        "registry.example.com/agents/" + id + ":1",
        "sha256:" + "ab".repeat(32));
  }

  static Release intent(DeploymentKey key, String id) {
    return new Release(
        new ReleaseId(id),
        key,
        Release.Kind.DEPLOY,
        "azure",
        new ServiceName("service"),
        Optional.of(
            new RegistryImage(
                ImageReference.parse("registry.example.com/agents/support:1"),
                new Digest("sha256:" + "cd".repeat(32)))),
        "sha256:" + "ab".repeat(32),
        Map.of("API_KEY", "01".repeat(32), "DB_PASSWORD", "23".repeat(32)),
        "ann",
        Instant.parse("2026-01-02T03:04:05.678901Z"),
        Optional.empty());
  }

  /** The same with an image that is in no registry. */
  static Release onEngine(Release intent) {
    return new Release(
        intent.id(),
        intent.key(),
        intent.kind(),
        "docker",
        intent.serviceName(),
        Optional.of(
            new EngineImage(ImageReference.parse("agents/support:1"), "sha256:" + "ef".repeat(32))),
        intent.configHash(),
        intent.secretFingerprints(),
        intent.user(),
        intent.startedAt(),
        intent.end());
  }

  static Release destroy(DeploymentKey key, String id) {
    Release deploy = intent(key, id);
    return new Release(
        deploy.id(),
        key,
        Release.Kind.DESTROY,
        deploy.provider(),
        deploy.serviceName(),
        Optional.empty(),
        deploy.configHash(),
        Map.of(),
        deploy.user(),
        deploy.startedAt(),
        Optional.empty());
  }
}
