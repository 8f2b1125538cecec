package ai.holodeck.deploy.cli.architecture.broken.unmarked.image;

final class Picture {}
