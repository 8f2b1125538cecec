package ai.holodeck.deploy.cli.architecture.broken.wiring.cli;

import com.google.inject.AbstractModule;

final class Start extends AbstractModule {}
