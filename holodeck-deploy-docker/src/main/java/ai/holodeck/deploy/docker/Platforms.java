package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.Platform;
import com.github.dockerjava.api.command.InspectImageResponse;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Platforms as engines write them. */
final class Platforms {
  private Platforms() {}

  /** What an image was built for; empty when the engine does not say. */
  static Optional<Platform> of(InspectImageResponse image) {
    return of(image.getOs(), image.getArch());
  }

  static Optional<Platform> of(@Nullable String os, @Nullable String architecture) {
    if (os == null || os.isBlank() || architecture == null || architecture.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(new Platform((os + "/" + architecture).toLowerCase(Locale.ROOT)));
  }
}
