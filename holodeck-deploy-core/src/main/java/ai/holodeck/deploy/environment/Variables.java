package ai.holodeck.deploy.environment;

import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of this process, as a port: what {@code ${NAME}} and settings such as
 * {@code DOCKER_HOST} are looked up in. Thread-safe.
 */
@FunctionalInterface
public interface Variables {
  /** The value; empty when the variable is not set. */
  Optional<String> get(String name);

  /** The variables of the running process. */
  static Variables ofProcess() {
    return name -> Optional.ofNullable(System.getenv(name));
  }

  /** Exactly these variables. */
  static Variables of(Map<String, String> values) {
    Map<String, String> copy = Map.copyOf(values);
    return name -> Optional.ofNullable(copy.get(name));
  }
}
