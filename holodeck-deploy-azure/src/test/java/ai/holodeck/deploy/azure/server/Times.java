package ai.holodeck.deploy.azure.server;

import java.time.Duration;

/** How much faster than Azure the server goes: probes of seconds come in fractions of one. */
final class Times {
  private static final int FASTER = 50;

  private Times() {}

  static Duration seconds(int azure) {
    return Duration.ofMillis(azure * 1000L / FASTER);
  }
}
