package ai.holodeck.deploy.image;

import java.util.Objects;

/**
 * An image in a registry.
 *
 * @param reference its name
 * @param digest the digest of its manifest, by which it is deployed
 */
public record RegistryImage(ImageReference reference, Digest digest) implements ImageRef {
  public RegistryImage {
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(digest, "digest");
  }

  @Override
  public String uri() {
    return reference + "@" + digest;
  }
}
