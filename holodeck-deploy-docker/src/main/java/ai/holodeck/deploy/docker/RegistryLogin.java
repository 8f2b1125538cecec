package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.login.Login;
import ai.holodeck.deploy.image.RegistryCredentials;
import com.github.dockerjava.api.model.AuthConfig;
import java.util.Optional;

/**
 * What the engine is to log in with at one registry: what the caller gave, where it is for that
 * registry, else what the user has stored.
 *
 * @param auth for the engine; without a user when there is no login
 * @param source where it comes from, for people
 */
record RegistryLogin(AuthConfig auth, String source) {
  /** The registry of names that name none. */
  static final String HUB = "docker.io";

  /**
   * The login for a registry.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code CONFIG_INVALID} when what is stored
   *     cannot be read
   */
  static RegistryLogin of(
      Engine engine, Optional<String> registry, Optional<RegistryCredentials> given) {
    String host = registry.orElse(HUB);
    return given
        .filter(credentials -> credentials.registry().equals(host))
        .map(credentials -> of(host, credentials))
        .or(() -> engine.logins().find(host).map(login -> of(host, login)))
        .orElseGet(() -> none(engine));
  }

  /** For what works without a login too: nothing is logged in with. */
  static RegistryLogin none(Engine engine) {
    return new RegistryLogin(
        new AuthConfig(), "somebody without a login; none is in " + engine.logins().file());
  }

  private static RegistryLogin of(String host, RegistryCredentials credentials) {
    return new RegistryLogin(
        password(host, credentials.username(), credentials.password().reveal()),
        "the login of " + credentials.source());
  }

  private static RegistryLogin of(String host, Login login) {
    return new RegistryLogin(auth(host, login), "the login of " + login.source());
  }

  static AuthConfig auth(String host, Login login) {
    if (login instanceof Login.Password password) {
      return password(host, password.username(), password.password().reveal());
    }
    Login.IdentityToken token = (Login.IdentityToken) login;
    return new AuthConfig().withRegistryAddress(host).withIdentityToken(token.token().reveal());
  }

  private static AuthConfig password(String host, String username, String password) {
    return new AuthConfig().withRegistryAddress(host).withUsername(username).withPassword(password);
  }

  /** The login as the engine takes it in a header; the client's own text of it would tell it. */
  @Override
  public String toString() {
    return source;
  }
}
