package ai.holodeck.deploy.cli.architecture.broken.siblings.azure;

import ai.holodeck.deploy.cli.architecture.broken.siblings.docker.Engine;

final class Cloud {
  final Engine engine = new Engine();
}
