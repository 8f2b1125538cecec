package ai.holodeck.deploy.cli.architecture.broken.guice.image;

import com.google.inject.AbstractModule;

final class Picture extends AbstractModule {}
