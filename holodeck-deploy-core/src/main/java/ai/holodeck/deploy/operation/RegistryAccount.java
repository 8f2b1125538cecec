package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.Tag;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The registry that an agent's image is named after, and what the agent file says about logging in.
 */
record RegistryAccount(String host, Optional<String> prefix, Variables variables) {
  private static final String USERNAME = "_USERNAME";
  private static final String PASSWORD = "_PASSWORD";

  /**
   * The account of an agent.
   *
   * @throws DeployException {@code CONFIG_INVALID} when its image is named after no registry
   */
  static RegistryAccount of(AgentProject project, Variables variables) {
    DeploymentConfig config = DeploymentTarget.configOf(project);
    String host =
        host(config)
            .orElseThrow(
                () ->
                    new DeployException(
                        CoreError.CONFIG_INVALID,
                        "the image "
                            + config.repository()
                            + " of agent '"
                            + project.name()
                            + "' is named after no registry",
                        "set registry.url and registry.repository in the deployment block of "
                            + project.file()));
    return new RegistryAccount(host, config.credentialsEnvPrefix(), variables);
  }

  /** As {@link #credentials}, for whom it is no fault that there are none. */
  static Optional<RegistryCredentials> credentialsIfSet(
      DeploymentConfig config, Variables variables) {
    return host(config)
        .map(host -> new RegistryAccount(host, config.credentialsEnvPrefix(), variables))
        .filter(account -> account.missing().isEmpty())
        .flatMap(RegistryAccount::credentials);
  }

  private static Optional<String> host(DeploymentConfig config) {
    return new ImageReference(config.repository(), Tag.LATEST).registry();
  }

  /**
   * What {@code credentials_env_prefix} leads to; empty when the agent file has none.
   *
   * @throws DeployException {@code CONFIG_INVALID} naming the variables that are not set
   */
  Optional<RegistryCredentials> credentials() {
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    String username = prefix.get() + USERNAME;
    String password = prefix.get() + PASSWORD;
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw new DeployException(
          CoreError.CONFIG_INVALID,
          "registry.credentials_env_prefix is '"
              + prefix.get()
              + "', and "
              + String.join(" and ", missing)
              + (missing.size() == 1 ? " is" : " are")
              + " not set",
          "set "
              + username
              + " and "
              + password
              + " to the login of "
              + host
              + ", or remove the key to use the one that 'docker login' stored");
    }
    return Optional.of(
        new RegistryCredentials(
            host,
            value(username).orElseThrow(),
            Secret.of(value(password).orElseThrow()),
            username + " and " + password));
  }

  /** What {@code credentials_env_prefix} leads to, else what the user has stored. */
  Optional<RegistryCredentials> credentialsOrStored(ImagePublisher publisher) {
    return credentials().or(() -> publisher.storedLogin(host));
  }

  /** The names of the variables that ought to be set and are not. */
  private List<String> missing() {
    return prefix.stream()
        .flatMap(start -> Stream.of(start + USERNAME, start + PASSWORD))
        .filter(name -> value(name).isEmpty())
        .toList();
  }

  private Optional<String> value(String name) {
    return variables.get(name).filter(text -> !text.isBlank());
  }
}
