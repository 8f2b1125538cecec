package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.image.Digest;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A registry in memory that lets everybody in. */
final class MemoryRegistry implements ImagePublisher {
  static final Digest DIGEST = new Digest("sha256:" + "d".repeat(64));

  final Map<ImageReference, RegistryImage> images = new HashMap<>();
  Optional<RegistryCredentials> lastCredentials = Optional.empty();
  Optional<RegistryCredentials> stored = Optional.empty();
  Runnable onPush = () -> {};
  int pushes;

  @Override
  public RegistryImage push(
      EngineImage image, Optional<RegistryCredentials> credentials, PushListener listener) {
    pushes++;
    lastCredentials = credentials;
    onPush.run();
    listener.onEvent(new PushEvent.LayerDone("layer", PushEvent.LayerDone.Outcome.SENT));
    RegistryImage pushed = new RegistryImage(image.reference(), DIGEST);
    images.put(image.reference(), pushed);
    return pushed;
  }

  @Override
  public Optional<RegistryImage> find(
      ImageReference reference, Optional<RegistryCredentials> credentials) {
    lastCredentials = credentials;
    return Optional.ofNullable(images.get(reference));
  }

  @Override
  public Optional<RegistryCredentials> storedLogin(String registry) {
    return stored.filter(login -> login.registry().equals(registry));
  }
}
