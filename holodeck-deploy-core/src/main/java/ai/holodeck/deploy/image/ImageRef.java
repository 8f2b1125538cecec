package ai.holodeck.deploy.image;

/**
 * An image that a service can be started from: in a registry, or only in the local engine's store.
 */
public sealed interface ImageRef permits RegistryImage, EngineImage {
  /** The name to show and to record, {@code repository:tag}. */
  ImageReference reference();

  /** {@code repo:tag@sha256:…} when a registry digest is known, else {@code repo:tag}. */
  String uri();
}
