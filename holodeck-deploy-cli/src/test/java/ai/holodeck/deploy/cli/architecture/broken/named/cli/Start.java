package ai.holodeck.deploy.cli.architecture.broken.named.cli;

import ai.holodeck.deploy.cli.architecture.broken.named.docker.Engine;

final class Start {
  final Engine engine = new Engine();
}
