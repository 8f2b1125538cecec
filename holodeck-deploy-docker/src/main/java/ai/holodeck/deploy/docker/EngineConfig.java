package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.login.StoredLogins;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What the client library asks for. Not the library's own: that one reads system properties,
 * variables and files of its own naming, and a property {@code registry.password} set for something
 * else would replace the credentials of every registry.
 */
record EngineConfig(
    URI host, RemoteApiVersion version, @Nullable LocalDirectorySSLConfig tls, StoredLogins logins)
    implements DockerClientConfig {
  @Override
  public URI getDockerHost() {
    return host;
  }

  @Override
  public RemoteApiVersion getApiVersion() {
    return version;
  }

  @Override
  @SuppressWarnings("NullAway") // The library's interface is not annotated; null means "none".
  public String getRegistryUsername() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public String getRegistryPassword() {
    return null;
  }

  @Override
  @SuppressWarnings("NullAway")
  public String getRegistryEmail() {
    return null;
  }

  @Override
  public String getRegistryUrl() {
    return AuthConfig.DEFAULT_SERVER_ADDRESS;
  }

  @Override
  @SuppressWarnings("NullAway")
  public AuthConfig effectiveAuthConfig(String imageName) {
    return null; // Each call to a registry says itself what to log in with.
  }

  /**
   * For images that a Dockerfile names beside the base image; helpers are not asked for all that
   * they keep.
   */
  @Override
  public AuthConfigurations getAuthConfigurations() {
    AuthConfigurations all = new AuthConfigurations();
    logins.inFile().forEach((key, login) -> all.addConfig(RegistryLogin.auth(key, login)));
    return all;
  }

  @Override
  @SuppressWarnings("NullAway")
  public LocalDirectorySSLConfig getSSLConfig() {
    return tls;
  }
}
