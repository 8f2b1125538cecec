package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The registries: which images can be pulled by whom, and the variables that each sets. */
public final class Images {
  /** Who may pull an image. */
  interface Door {
    boolean opens(String image, Optional<Login> login);
  }

  /** A user and a password. */
  record Login(String username, String password) {}

  private record Image(Map<String, String> variables, Door door) {}

  private final Map<String, Image> known = new ConcurrentHashMap<>();
  private final Set<String> roles = ConcurrentHashMap.newKeySet();

  Images() {}

  /** Makes an image known, {@code repository@digest}, which everybody may pull. */
  public void add(String image, Map<String, String> variables) {
    known.put(image, new Image(Map.copyOf(variables), (name, login) -> true));
  }

  /** As {@link #add}, for this user only, and for identities that were given the role. */
  public void addPrivate(
      String image, Map<String, String> variables, String username, String password) {
    Login right = new Login(username, password);
    known.put(
        image,
        new Image(Map.copyOf(variables), (name, login) -> login.filter(right::equals).isPresent()));
  }

  /**
   * Has every image of a registry on loopback pulled from there, over HTTP, with the login that the
   * app has for it.
   */
  public void addRegistry(String host, Map<String, String> variables) {
    known.put(host, new Image(Map.copyOf(variables), new RealRegistry()));
  }

  /**
   * Gives an identity the role to pull: the principal of an app's own, or the resource id of
   * another.
   */
  public void grant(String principal) {
    roles.add(principal);
  }

  /** The variables of an image; empty when it is not there, or when the app may not pull it. */
  Optional<Map<String, String>> pull(String name, ObjectNode app) {
    String host = name.substring(0, Math.max(0, name.indexOf('/')));
    JsonNode registry = registry(app, host);
    boolean granted =
        Identities.principal(app, registry.path("identity").asText())
            .filter(roles::contains)
            .isPresent();
    return Optional.ofNullable(known.getOrDefault(name, known.get(host)))
        .filter(image -> granted || image.door().opens(name, login(app, registry)))
        .map(Image::variables);
  }

  private static JsonNode registry(JsonNode app, String host) {
    for (JsonNode registry : app.path("properties").path("configuration").path("registries")) {
      if (registry.path("server").asText().equals(host)) {
        return registry;
      }
    }
    return MissingNode.getInstance();
  }

  private static Optional<Login> login(ObjectNode app, JsonNode registry) {
    return App.secret(app, registry.path("passwordSecretRef").asText())
        .map(password -> new Login(registry.path("username").asText(), password));
  }
}
