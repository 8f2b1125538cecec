package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.config.Default;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The block {@code target.docker}.
 *
 * @param hostPort the port on the host; when absent a free one is picked once and kept
 * @param bind the host's address to publish on
 * @param cpu how many processors the service may use; no limit when absent
 * @param memory how much memory it may use; no limit when absent
 * @param network the engine's network to join; the engine's default when absent
 * @param restart what the engine does when the service ends
 */
record DockerSettings(
    Optional<HostPort> hostPort,
    @Default("127.0.0.1") BindAddress bind,
    Optional<Cpus> cpu,
    Optional<MemorySize> memory,
    Optional<NetworkName> network,
    @Default("unless-stopped") Restart restart) {

  /** The settings of an empty block. */
  static DockerSettings defaults() {
    return new DockerSettings(
        Optional.empty(),
        new BindAddress("127.0.0.1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Restart.UNLESS_STOPPED);
  }

  /** A port, 1 to 65535. */
  record HostPort(int value) {
    HostPort {
      if (value < 1 || value > 65535) {
        throw new IllegalArgumentException("must be a port, 1 to 65535, found '" + value + "'");
      }
    }

    static HostPort parse(String text) {
      if (!text.matches("[0-9]{1,5}")) {
        throw new IllegalArgumentException("must be a port, 1 to 65535, found '" + text + "'");
      }
      return new HostPort(Integer.parseInt(text));
    }
  }

  /** An IPv4 or IPv6 address of the host. */
  record BindAddress(String value) {
    private static final Pattern GRAMMAR =
        Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    BindAddress {
      if (!GRAMMAR.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "must be an IP address such as 127.0.0.1 or 0.0.0.0, found '" + value + "'");
      }
    }
  }

  /** A number of processors; Docker takes hundredths of one at the least. */
  record Cpus(BigDecimal count) {
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    Cpus {
      if (count.compareTo(LEAST) < 0 || count.compareTo(BigDecimal.valueOf(1024)) > 0) {
        throw new IllegalArgumentException(
            "must be a number of processors, 0.01 to 1024, found '" + count.toPlainString() + "'");
      }
      count = count.stripTrailingZeros();
    }

    static Cpus parse(String text) {
      if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,9})?")) {
        throw new IllegalArgumentException(
            "must be a number of processors such as 0.5 or 2, found '" + text + "'");
      }
      return new Cpus(new BigDecimal(text));
    }

    /** As the engine counts. */
    long nanos() {
      return count.movePointRight(9).longValue();
    }
  }

  /** A network that exists in the engine, and on which ports can be published. */
  record NetworkName(String value) {
    private static final Pattern UNPUBLISHED = Pattern.compile("host|none|container:.*");

    NetworkName {
      if (value.isBlank() || UNPUBLISHED.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "must be a network on which ports can be published, found '" + value + "'");
      }
    }
  }

  /** Docker's restart policies. */
  enum Restart {
    NO,
    ALWAYS,
    UNLESS_STOPPED,
    ON_FAILURE
  }
}
