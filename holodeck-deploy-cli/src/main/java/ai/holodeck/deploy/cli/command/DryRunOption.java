package ai.holodeck.deploy.cli.command;

import picocli.CommandLine.Option;

/** Whether anything is done. */
final class DryRunOption {

  @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
  boolean dryRun;
}
