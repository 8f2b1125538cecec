package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.config.Default;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The block {@code target.docker}.
 *
 * @param hostPort {@code host_port}, the port on the host, 1 to 65535; when absent a free one is
 *     picked once and kept
 * @param bind the host's address to publish on, an IP address
 * @param cpu how many processors the service may use, 0.01 or more; no limit when absent
 * @param memory how much memory it may use, {@code 512m}, {@code 2g} or {@code 2Gi} (units of
 *     1024), at least {@code 6m}, Docker's own least; no limit when absent
 * @param network the engine's network to join; the engine's default when absent
 * @param restart what the engine does when the service ends: {@code no}, {@code always}, {@code
 *     unless-stopped}, {@code on-failure}
 */
public record DockerSettings(
    Optional<Integer> hostPort,
    @Default("127.0.0.1") String bind,
    Optional<Double> cpu,
    Optional<String> memory,
    Optional<String> network,
    @Default("unless-stopped") String restart) {
  private static final Pattern ADDRESS =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final Pattern RESTART = Pattern.compile("no|always|unless-stopped|on-failure");

  /** Networks on which no port can be published. */
  private static final Pattern UNPUBLISHED = Pattern.compile("host|none|container:.*");

  /** Checks every component; the message names the key, the rule and what was found. */
  public DockerSettings {
    hostPort
        .filter(port -> port < 1 || port > 65535)
        .ifPresent(port -> refuse("host_port", "must be 1 to 65535", String.valueOf(port)));
    if (!ADDRESS.matcher(bind).matches()) {
      refuse("bind", "must be an IP address such as 127.0.0.1 or 0.0.0.0", bind);
    }
    cpu.filter(value -> !(value >= 0.01 && value <= 1024))
        .ifPresent(
            value ->
                refuse("cpu", "must be a number of processors from 0.01", String.valueOf(value)));
    memory.ifPresent(MemorySize::bytes);
    network
        .filter(name -> name.isBlank() || UNPUBLISHED.matcher(name).matches())
        .ifPresent(
            name -> refuse("network", "must be a network on which ports can be published", name));
    if (!RESTART.matcher(restart).matches()) {
      refuse("restart", "must be no, always, unless-stopped or on-failure", restart);
    }
  }

  /** The settings of an empty block. */
  public static DockerSettings defaults() {
    return new DockerSettings(
        Optional.empty(),
        "127.0.0.1",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        "unless-stopped");
  }

  private static void refuse(String key, String rule, String found) {
    throw new IllegalArgumentException(key + " " + rule + ", found '" + found + "'");
  }
}
