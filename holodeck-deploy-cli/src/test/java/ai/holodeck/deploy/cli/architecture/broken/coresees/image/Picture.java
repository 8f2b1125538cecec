package ai.holodeck.deploy.cli.architecture.broken.coresees.image;

import ai.holodeck.deploy.cli.architecture.broken.coresees.docker.Engine;

final class Picture {
  final Engine engine = new Engine();
}
