package ai.holodeck.deploy.cli.command;

import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How long to wait for health. */
final class TimeoutOption {

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description =
          "How long to wait until the service is healthy. Default: the agent file's, else 5m.")
  Optional<Duration> timeout = Optional.empty();
}
