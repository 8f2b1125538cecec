package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushEvent.LayerDone;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import java.time.Duration;
import java.util.Optional;

/** Takes every image, at the second attempt. */
final class FakeRegistry implements ImagePublisher {

  static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));

  Optional<RegistryCredentials> credentials = Optional.empty();

  @Override
  public RegistryImage push(
      EngineImage image, Optional<RegistryCredentials> login, PushListener listener) {
    credentials = login;
    listener.onEvent(new PushEvent.Output("The push refers to a repository"));
    listener.onEvent(new PushEvent.Retrying(1, 4, Duration.ofMillis(2300), "EOF"));
    listener.onEvent(new LayerDone("base", LayerDone.Outcome.PRESENT));
    for (long sent = 0; sent <= 40; sent++) {
      listener.onEvent(new PushEvent.Sending("files", sent * 1_000_000, 40_000_000));
    }
    listener.onEvent(new LayerDone("files", LayerDone.Outcome.SENT));
    return new RegistryImage(image.reference(), DIGEST);
  }

  @Override
  public Optional<RegistryImage> find(
      ImageReference reference, Optional<RegistryCredentials> login) {
    return Optional.empty();
  }

  @Override
  public Optional<RegistryCredentials> storedLogin(String registry) {
    return Optional.empty();
  }
}
