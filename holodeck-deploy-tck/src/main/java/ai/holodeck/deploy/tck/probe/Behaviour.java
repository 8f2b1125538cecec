package ai.holodeck.deploy.tck.probe;

import java.util.Map;

/** What the variables say that the probe shall do. */
record Behaviour(Map<String, String> variables) {
  int port() {
    return number("HOLODECK_PORT", 8080);
  }

  String version() {
    return variables.getOrDefault("PROBE_VERSION", "none");
  }

  /** Milliseconds until it listens. */
  int startDelay() {
    return number("PROBE_START_DELAY", 0);
  }

  String healthPath() {
    return variables.getOrDefault("PROBE_HEALTH_PATH", "/health");
  }

  int healthStatus() {
    return number("PROBE_HEALTH_STATUS", 200);
  }

  boolean exitsAtStart() {
    return variables.containsKey("PROBE_EXIT");
  }

  int exitCode() {
    return number("PROBE_EXIT", 0);
  }

  /** How many lines it prints at its start, numbered from 1. */
  int lines() {
    return number("PROBE_LINES", 0);
  }

  /** The value to print at its start; empty for none. */
  String printed() {
    String name = variables.getOrDefault("PROBE_PRINT", "");
    return variables.getOrDefault(name, "");
  }

  private int number(String name, int otherwise) {
    String value = variables.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }
}
