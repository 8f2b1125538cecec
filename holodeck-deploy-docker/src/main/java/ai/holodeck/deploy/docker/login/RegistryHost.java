package ai.holodeck.deploy.docker.login;

import java.util.Locale;
import java.util.Set;

/** The names that a registry goes by in {@code config.json}. */
final class RegistryHost {
  /** The odd name under which logins of Docker Hub are kept, by all tools. */
  static final String HUB_KEY = "https://index.docker.io/v1/";

  private static final String HUB = "docker.io";
  private static final Set<String> OF_HUB =
      Set.of(HUB, "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com");

  private RegistryHost() {}

  /** The name to keep a registry's login under. */
  static String key(String host) {
    return normal(host).equals(HUB) ? HUB_KEY : host;
  }

  /** Whether a key, a host or an address of any path, means this registry. */
  static boolean isOf(String key, String host) {
    return normal(key).equals(normal(host));
  }

  private static String normal(String key) {
    String host =
        key.replaceFirst("^https?://", "").replaceFirst("/.*$", "").toLowerCase(Locale.ROOT);
    return OF_HUB.contains(host) ? HUB : host;
  }
}
