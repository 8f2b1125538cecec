package ai.holodeck.deploy.cli.architecture.broken.coresees.docker;

/** What core must not see. */
public final class Engine {}
