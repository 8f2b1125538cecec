package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Default;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.image.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The schema of the deployment block, key by key as in {@link BlockKey}. */
record DeploymentBlock(
    @Default("container") RuntimeKind runtime,
    Settings registry,
    Settings target,
    @Default("rest") Protocol protocol,
    @Default("8080") Port port,
    @Default("/health") HealthPath healthCheckPath,
    Settings environment,
    Optional<Platform> platform,
    Optional<BaseImage> baseImage,
    @Default("5m") Duration timeout,
    Settings state,
    Settings stages) {

  /** How the agent runs. */
  enum RuntimeKind {
    CONTAINER
  }

  /** A port that a server can listen on. */
  record Port(int number) {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,5}");

    Port {
      if (number < 1 || number > 65535) {
        throw new IllegalArgumentException("must be 1 to 65535, found '" + number + "'");
      }
    }

    static Port of(String text) {
      if (!DIGITS.matcher(text).matches()) {
        throw new IllegalArgumentException(
            "must be a whole number from 1 to 65535, found '" + text + "'");
      }
      return new Port(Integer.parseInt(text));
    }
  }

  /** The path of a URL. */
  record HealthPath(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("/[^\\s\\p{Cntrl}]*");

    HealthPath {
      if (!GRAMMAR.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "must start with '/' and have no spaces, found '" + value + "'");
      }
    }
  }

  /** An image as it is written after {@code FROM}. */
  record BaseImage(String value) {
    private static final Pattern GRAMMAR = Pattern.compile("[^\\s\\p{Cntrl}]+");

    BaseImage {
      if (!GRAMMAR.matcher(value).matches()) {
        throw new IllegalArgumentException("must be an image reference, found '" + value + "'");
      }
    }
  }
}
