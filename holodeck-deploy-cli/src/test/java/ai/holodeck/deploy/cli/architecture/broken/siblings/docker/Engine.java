package ai.holodeck.deploy.cli.architecture.broken.siblings.docker;

/** What another adapter must not see. */
public final class Engine {}
