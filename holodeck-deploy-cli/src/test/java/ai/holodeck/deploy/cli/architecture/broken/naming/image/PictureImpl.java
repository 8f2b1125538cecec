package ai.holodeck.deploy.cli.architecture.broken.naming.image;

final class PictureImpl {}
