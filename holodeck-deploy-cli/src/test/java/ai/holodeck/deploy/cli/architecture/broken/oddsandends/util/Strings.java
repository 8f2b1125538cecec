package ai.holodeck.deploy.cli.architecture.broken.oddsandends.util;

final class Strings {}
