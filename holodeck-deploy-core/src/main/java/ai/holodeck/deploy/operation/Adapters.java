package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.service.DeployerFactory;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The adapters that are installed. Each is made when it is first asked for, so that a command
 * connects only to what it needs. Asking for one that is absent says which artifact to add.
 * Immutable; thread-safe when the suppliers are.
 */
public final class Adapters {
  private static final Map<String, String> KNOWN_ARTIFACTS =
      Map.of(
          "docker", "ai.holodeck.deploy:holodeck-deploy-docker",
          "azure", "ai.holodeck.deploy:holodeck-deploy-azure");

  private final Map<String, Supplier<? extends DeployerFactory>> deployers;
  private final Map<String, Supplier<? extends StateBackend>> backends;
  private final Optional<Supplier<? extends ImageBuilder>> builder;
  private final Optional<Supplier<? extends ImagePublisher>> publisher;
  private final Optional<Supplier<? extends ImageKeeper>> keeper;

  private Adapters(Builder from) {
    this.deployers = Map.copyOf(from.deployers);
    this.backends = Map.copyOf(from.backends);
    this.builder = from.imageBuilder;
    this.publisher = from.imagePublisher;
    this.keeper = from.imageKeeper;
  }

  /** Starts with none. */
  public static Builder builder() {
    return new Builder();
  }

  /** The ids of the providers that have a deployer, sorted. */
  public SortedSet<String> providers() {
    return new TreeSet<>(deployers.keySet());
  }

  /** The deployer factory of a provider, if one is installed. */
  public Optional<DeployerFactory> findDeployer(String provider) {
    return Optional.ofNullable(deployers.get(provider)).map(Supplier::get);
  }

  /** The schema of a provider's block; empty when the provider is not installed. */
  public Optional<Class<? extends Record>> settingsType(String provider) {
    return findDeployer(provider).map(DeployerFactory::settingsType);
  }

  /**
   * The deployer factory of a provider.
   *
   * @throws DeployException {@code ADAPTER_MISSING}, listing those that are installed and how to
   *     add one
   */
  public DeployerFactory deployer(String provider) {
    return findDeployer(provider)
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.ADAPTER_MISSING,
                    "no deployer is installed for the provider '"
                        + provider
                        + "'; installed: "
                        + (deployers.isEmpty() ? "none" : String.join(", ", providers())),
                    KNOWN_ARTIFACTS.containsKey(provider)
                        ? "add the artifact " + KNOWN_ARTIFACTS.get(provider)
                        : "put the provider's adapter into $HOLODECK_HOME/adapters/"
                            + provider
                            + "/, or set target.provider to one that is installed"));
  }

  /**
   * The image builder.
   *
   * @throws DeployException {@code ADAPTER_MISSING}
   */
  public ImageBuilder imageBuilder() {
    return builder
        .<ImageBuilder>map(Supplier::get)
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.ADAPTER_MISSING,
                    "no image builder is installed",
                    "add the artifact ai.holodeck.deploy:holodeck-deploy-docker"));
  }

  /**
   * The image publisher.
   *
   * @throws DeployException {@code ADAPTER_MISSING}
   */
  public ImagePublisher imagePublisher() {
    return publisher
        .<ImagePublisher>map(Supplier::get)
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.ADAPTER_MISSING,
                    "no image publisher is installed",
                    "add the artifact ai.holodeck.deploy:holodeck-deploy-docker"));
  }

  /** What keeps images of recorded releases from being pruned, if one is installed. */
  public Optional<ImageKeeper> imageKeeper() {
    return keeper.map(Supplier::get);
  }

  /**
   * A store of state.
   *
   * @throws DeployException {@code ADAPTER_MISSING}, listing those that are installed
   */
  public StateBackend stateBackend(String id) {
    return Optional.ofNullable(backends.get(id))
        .<StateBackend>map(Supplier::get)
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.ADAPTER_MISSING,
                    "no state backend '"
                        + id
                        + "' is installed; installed: "
                        + (backends.isEmpty()
                            ? "none"
                            : String.join(", ", new TreeMap<>(backends).keySet())),
                    id.equals(StateSettings.DEFAULT_BACKEND)
                        ? "add the artifact ai.holodeck.deploy:holodeck-deploy-state"
                        : "set deployment.state.backend to one that is installed"));
  }

  /** Collects adapters. */
  public static final class Builder {
    private final Map<String, Supplier<? extends DeployerFactory>> deployers = new TreeMap<>();
    private final Map<String, Supplier<? extends StateBackend>> backends = new TreeMap<>();
    private Optional<Supplier<? extends ImageBuilder>> imageBuilder = Optional.empty();
    private Optional<Supplier<? extends ImagePublisher>> imagePublisher = Optional.empty();
    private Optional<Supplier<? extends ImageKeeper>> imageKeeper = Optional.empty();

    private Builder() {}

    /** Adds a provider's deployer factory. */
    public Builder deployer(String provider, Supplier<? extends DeployerFactory> factory) {
      deployers.put(provider, factory);
      return this;
    }

    /** Adds a state backend. */
    public Builder stateBackend(String id, Supplier<? extends StateBackend> backend) {
      backends.put(id, backend);
      return this;
    }

    /** Sets the image builder. */
    public Builder imageBuilder(Supplier<? extends ImageBuilder> value) {
      imageBuilder = Optional.of(value);
      return this;
    }

    /** Sets the image publisher. */
    public Builder imagePublisher(Supplier<? extends ImagePublisher> value) {
      imagePublisher = Optional.of(value);
      return this;
    }

    /** Sets what keeps images of recorded releases. */
    public Builder imageKeeper(Supplier<? extends ImageKeeper> value) {
      imageKeeper = Optional.of(value);
      return this;
    }

    /** The adapters. */
    public Adapters build() {
      return new Adapters(this);
    }
  }
}
