package ai.holodeck.deploy.cli.architecture.broken.parsing.docker;

import picocli.CommandLine;

final class Engine {
  final CommandLine commands = new CommandLine(this);
}
