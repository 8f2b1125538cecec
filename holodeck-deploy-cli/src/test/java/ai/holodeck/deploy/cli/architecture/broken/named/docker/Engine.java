package ai.holodeck.deploy.cli.architecture.broken.named.docker;

/** What the command line must not name. */
public final class Engine {}
