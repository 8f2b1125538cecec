package ai.holodeck.deploy.cli.architecture.broken.jackson.image;

import com.fasterxml.jackson.core.JsonFactory;

final class Picture {
  final JsonFactory json = new JsonFactory();
}
