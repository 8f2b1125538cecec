package ai.holodeck.deploy.service;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.SecretMask;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.RegistryCredentials;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What to run.
 *
 * @param name the service's name at the provider
 * @param owner whose service it is
 * @param releaseId the release this is part of; attached to the service
 * @param image what to run
 * @param port the port that the service listens on, 1 to 65535
 * @param healthPath where it answers 2xx when healthy; starts with {@code /}
 * @param environment the variables it is started with, no name twice
 * @param deadline how long to wait until it is healthy; zero returns as soon as the provider has
 *     accepted
 * @param options the provider's own options; an adapter accepts or refuses each by name
 * @param registryCredentials what a provider that pulls the image itself logs in to its registry
 *     with; empty when nobody has any
 */
public record DeployRequest(
    ServiceName name,
    ServiceOwner owner,
    ReleaseId releaseId,
    ImageRef image,
    int port,
    String healthPath,
    List<EnvironmentVariable> environment,
    Duration deadline,
    Map<String, String> options,
    Optional<RegistryCredentials> registryCredentials) {

  /** The registry of images whose name names none. */
  public static final String DEFAULT_REGISTRY = "docker.io";

  /** How long is waited when nothing else is said. */
  public static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(5);

  public DeployRequest {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(releaseId, "releaseId");
    Objects.requireNonNull(image, "image");
    environment = List.copyOf(environment);
    options = Map.copyOf(options);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + port);
    }
    if (!healthPath.startsWith("/")) {
      throw new IllegalArgumentException("a health path starts with '/': '" + healthPath + "'");
    }
    if (deadline.isNegative()) {
      throw new IllegalArgumentException("a deadline is not negative: " + deadline);
    }
    String registry = image.reference().registry().orElse(DEFAULT_REGISTRY);
    if (registryCredentials.filter(login -> !login.registry().equals(registry)).isPresent()) {
      throw new IllegalArgumentException(
          "credentials for "
              + registryCredentials.get().registry()
              + ", and the image comes from "
              + registry);
    }
    Set<String> names = new HashSet<>();
    for (EnvironmentVariable variable : environment) {
      if (!names.add(variable.name())) {
        throw new IllegalArgumentException("the variable " + variable.name() + " is given twice");
      }
    }
  }

  /** Keeps the secret values of this request out of texts that a provider or a service gave. */
  public SecretMask mask() {
    return new SecretMask(
        environment, registryCredentials.map(RegistryCredentials::password).stream().toList());
  }

  /** Starts a request with the defaults: port 8080, {@code /health}, no variables, five minutes. */
  public static Builder of(ServiceName name, ServiceOwner owner, ImageRef image) {
    return new Builder(name, owner, image);
  }

  /** Collects what differs from the defaults. */
  public static final class Builder {
    private final ServiceName name;
    private final ServiceOwner owner;
    private final ImageRef image;
    private ReleaseId releaseId = ReleaseId.random();
    private int port = 8080;
    private String healthPath = "/health";
    private List<EnvironmentVariable> environment = List.of();
    private Duration deadline = DEFAULT_DEADLINE;
    private Map<String, String> options = Map.of();
    private Optional<RegistryCredentials> registryCredentials = Optional.empty();

    private Builder(ServiceName name, ServiceOwner owner, ImageRef image) {
      this.name = name;
      this.owner = owner;
      this.image = image;
    }

    /** The release this is part of; random unless given. */
    public Builder releaseId(ReleaseId value) {
      this.releaseId = value;
      return this;
    }

    /** The port that the service listens on. */
    public Builder port(int value) {
      this.port = value;
      return this;
    }

    /** Where it answers 2xx when healthy. */
    public Builder healthPath(String value) {
      this.healthPath = value;
      return this;
    }

    /** The variables it is started with. */
    public Builder environment(List<EnvironmentVariable> value) {
      this.environment = value;
      return this;
    }

    /** How long to wait until it is healthy. */
    public Builder deadline(Duration value) {
      this.deadline = value;
      return this;
    }

    /** The provider's own options. */
    public Builder options(Map<String, String> value) {
      this.options = value;
      return this;
    }

    /** What a provider that pulls the image itself logs in with; for the image's registry. */
    public Builder registryCredentials(Optional<RegistryCredentials> value) {
      this.registryCredentials = value;
      return this;
    }

    /** The request. */
    public DeployRequest build() {
      return new DeployRequest(
          name,
          owner,
          releaseId,
          image,
          port,
          healthPath,
          environment,
          deadline,
          options,
          registryCredentials);
    }
  }
}
