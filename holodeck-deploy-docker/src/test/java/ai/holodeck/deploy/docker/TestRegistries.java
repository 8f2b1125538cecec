package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageReference;
import java.util.List;
import java.util.Objects;

/** The registries that {@code scripts/registry} started, and images to push to them. */
final class TestRegistries {
  /** Lets everybody in. */
  static final String OPEN = variable("HOLODECK_TEST_REGISTRY");

  /** Wants {@link #USER} and {@link #PASSWORD}. */
  static final String LOGIN = variable("HOLODECK_TEST_LOGIN_REGISTRY");

  /** The same, with a certificate that only {@link #AUTHORITY} vouches for. */
  static final String TLS = variable("HOLODECK_TEST_TLS_REGISTRY");

  static final String AUTHORITY = variable("HOLODECK_TEST_REGISTRY_CA");
  static final String USER = variable("HOLODECK_TEST_REGISTRY_USER");
  static final String PASSWORD = variable("HOLODECK_TEST_REGISTRY_PASSWORD");

  private TestRegistries() {}

  private static String variable(String name) {
    return Objects.requireNonNull(
        System.getenv(name), () -> name + ": eval \"$(scripts/registry start FOLDER)\"");
  }

  /** An image of two layers, one of which differs with the text. */
  static EngineImage build(ImageReference name, String text) {
    BuildContext context =
        new BuildContext(
            List.of(
                Entries.file("Dockerfile", 0444, "FROM scratch\nCOPY common /\nCOPY own /\n"),
                Entries.file("common", 0444, "common"),
                Entries.file("own", 0444, text)));
    return Probe.DOCKER
        .imageBuilder()
        .build(BuildRequest.of(context, name, "scratch").build(), BuildListener.silent())
        .image();
  }

  static void remove(ImageReference name) {
    if (Probe.DOCKER.imageBuilder().find(name).isPresent()) {
      Probe.ENGINE.client().removeImageCmd(name.toString()).withForce(true).exec();
    }
  }
}
