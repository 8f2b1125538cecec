package ai.holodeck.deploy.cli.command;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long to wait for others. */
final class LockOption {

  @Option(
      names = "--lock-timeout",
      paramLabel = "DURATION",
      defaultValue = "10m",
      description =
          "How long to wait while somebody else deploys the same agent; 0s not at all. Default: ${DEFAULT-VALUE}.")
  Duration patience = Duration.ofMinutes(10);
}
