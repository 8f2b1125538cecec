package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.image.BuildInputs;
import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.release.StateBackend.Stores;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the contracts of a state backend have in common. Extend {@link StateRepositoryContract},
 * {@link DeploymentLockContract} and {@link ReleaseLogContract}; each wants {@link #backend} and no
 * more.
 *
 * <p>Some rules are about several processes. The kit starts them itself, with this process's class
 * path and Java: each makes an instance of the test class by its constructor without parameters,
 * asks it for {@link #backend} and {@link #key}, and opens the store with the settings of the
 * running rule. What else a test class has set up is not there.
 */
public abstract class StateContract extends Contract implements StateRules {
  @TempDir Path place;
  private @Nullable StateTrial trial;

  StateContract() {}

  /** The backend under test. */
  protected abstract StateBackend backend();

  /**
   * The {@code state} block; asked once for each rule, whose store must be empty when it begins.
   * Nothing by default, which does for a backend that keeps its data below {@link #folder}; another
   * one gives each rule a place of its own.
   */
  protected Settings settings() {
    return Settings.empty(Position.of(folder().resolve("agent.yaml")), "state");
  }

  /** The key of an agent's default stage. Override it when the backend requires a project. */
  protected DeploymentKey key(String agent) {
    return DeploymentKey.of(agent);
  }

  /**
   * How to get at what is stored, byte by byte. Where it is empty, the rules about content that the
   * store cannot read are reported as not tested.
   */
  protected Optional<StoredContent> storedContent() {
    return Optional.empty();
  }

  /** How long a lock may outlast its killed process at most: only a lock that is leased does. */
  protected Duration lease() {
    return Duration.ofMinutes(2);
  }

  /** The adapter's version, for the report; by default what the manifest of its jar says. */
  protected String version() {
    return Subject.versionOf(backend().getClass());
  }

  /** The folder of the agent file: new and empty for each rule. */
  protected final Path folder() {
    return place;
  }

  @Override
  public final StateTrial trial() {
    return Objects.requireNonNull(trial, "no rule is running");
  }

  /** Makes the store of the running rule. */
  @BeforeEach
  final void prepare() {
    trial = new StateTrial(this, settings());
  }

  /** How many writers a rule kills. */
  int kills() {
    return 12;
  }

  /** So many that a page, a buffer or a limit of most stores is passed. */
  int many() {
    return 10_000;
  }

  /** In another process: goes on with the store of a rule that runs elsewhere. */
  final StateTrial join(Path folder, Settings settings) {
    place = folder;
    StateTrial joined = new StateTrial(this, settings);
    trial = joined;
    return joined;
  }

  /** Opens the store; again in the same rule, it is the same store as another process sees it. */
  final Stores open() {
    return trial().open();
  }

  @Override
  final Subject subject() {
    return new Subject(backend().id(), version(), Set.of());
  }

  @Override
  final void assertRefuses(Capability undeclared) {
    throw new IllegalStateException("a store declares no capabilities");
  }

  /** Values of every kind, and a secret. */
  private static final EffectiveConfig CONFIG =
      new EffectiveConfig(
          "{\"environment\":{\"API_KEY\":null,\"EMPTY\":\"\",\"GREETING\":\"\\\"hé\\nllo\\\" $x\"},"
              + "\"external\":true,\"port\":8080,\"ratio\":0.10,\"tags\":[\"a\",\"b\"]}");

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
    return Release.of(
            new ReleaseId(id), key, Release.Kind.DEPLOY, "azure", new ServiceName("service"))
        .image(
            Optional.of(
                new RegistryImage(
                    ImageReference.parse("registry.example.com/agents/support:1"),
                    new Digest("sha256:" + "cd".repeat(32)))),
            Optional.of(
                new BuildInputs(
                    "sha256:" + "12".repeat(32), Optional.of("sha256:" + "34".repeat(32)))))
        .config(CONFIG)
        .secretFingerprints(Map.of("API_KEY", "01".repeat(32), "DB_PASSWORD", "23".repeat(32)))
        .started("ann", Instant.parse("2026-01-02T03:04:05.678901Z"))
        .build();
  }

  /** The same with an image that is in no registry. */
  static Release onEngine(Release intent) {
    return intent
        .copy()
        .image(
            Optional.of(
                new EngineImage(
                    ImageReference.parse("agents/support:1"), "sha256:" + "ef".repeat(32))),
            Optional.of(new BuildInputs("sha256:" + "56".repeat(32), Optional.empty())))
        .build();
  }

  static Release destroy(DeploymentKey key, String id) {
    Release deploy = intent(key, id);
    return Release.of(
            deploy.id(), key, Release.Kind.DESTROY, deploy.provider(), deploy.serviceName())
        .configHash(deploy.configHash())
        .started(deploy.user(), deploy.startedAt())
        .build();
  }
}
