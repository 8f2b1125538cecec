package ai.holodeck.deploy.cli.architecture.broken.handlebars.image;

import com.github.jknack.handlebars.Handlebars;

final class Picture {
  final Handlebars templates = new Handlebars();
}
