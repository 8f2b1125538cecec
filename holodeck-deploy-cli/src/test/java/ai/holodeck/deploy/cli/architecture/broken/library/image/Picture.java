package ai.holodeck.deploy.cli.architecture.broken.library.image;

import org.junit.jupiter.api.Test;

final class Picture {
  @Test
  void usesALibrary() {}
}
