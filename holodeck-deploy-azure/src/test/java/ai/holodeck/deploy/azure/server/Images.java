package ai.holodeck.deploy.azure.server;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The registry: which images can be pulled, and the variables that each sets. */
public final class Images {
  private final Map<String, Map<String, String>> known = new ConcurrentHashMap<>();

  Images() {}

  /** Makes an image known, {@code repository@digest}. */
  public void add(String image, Map<String, String> variables) {
    known.put(image, Map.copyOf(variables));
  }

  Optional<Map<String, String>> variables(String image) {
    return Optional.ofNullable(known.get(image));
  }
}
