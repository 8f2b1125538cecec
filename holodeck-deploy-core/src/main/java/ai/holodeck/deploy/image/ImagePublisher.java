package ai.holodeck.deploy.image;

import java.util.Optional;

/**
 * The port that brings images of the engine into their registries. Instances are thread-safe.
 *
 * <p>Without credentials for a registry, or with those of another one, it logs in with what the
 * user has stored for it; no credential reaches an event or an exception. Every method may throw
 * {@link ai.holodeck.deploy.error.DeployException} with {@code ENGINE_UNAVAILABLE}, {@code
 * REGISTRY_UNREACHABLE} (no such host, nobody listens, no answer), {@code REGISTRY_UNTRUSTED} (its
 * certificate), {@code REGISTRY_DENIED} (no credentials, wrong ones, no right), {@code
 * INTERRUPTED}.
 */
public interface ImagePublisher {
  /**
   * Pushes an image under its own name. Blocks until the registry has it; layers that it has
   * already are not sent, so pushing again goes on where a push broke off. What may pass is tried
   * again, with a growing delay. An interrupt of the calling thread stops the push.
   *
   * @param credentials for the image's registry
   * @return the image by the digest of its manifest
   * @throws ai.holodeck.deploy.error.DeployException {@code IMAGE_MISSING} when the engine does not
   *     have it, {@code PUSH_FAILED} when the registry does not take it
   */
  RegistryImage push(
      EngineImage image, Optional<RegistryCredentials> credentials, PushListener listener);

  /**
   * What the registry has under a name now; empty when it has nothing. Reads only.
   *
   * @param credentials for the image's registry
   */
  Optional<RegistryImage> find(ImageReference reference, Optional<RegistryCredentials> credentials);

  /**
   * The login that the user has stored for a registry, for a provider that pulls images itself;
   * empty when there is none, and when it is a token that stands for the user too, which only an
   * engine can use. Asks no registry.
   *
   * @param registry its host, with the port if there is one
   * @throws ai.holodeck.deploy.error.DeployException {@code CONFIG_INVALID} when what is stored
   *     cannot be read
   */
  Optional<RegistryCredentials> storedLogin(String registry);
}
