package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.RegistryCredentials;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The images that the engine has, and how it gets others. */
record Images(Engine engine) {
  /** What the engine has under a name or id; empty when nothing. */
  Optional<InspectImageResponse> inspect(String name) {
    return engine.call(
        CoreError.IMAGE_MISSING,
        "the engine cannot tell about image '" + name + "'",
        "check the image's name",
        () -> {
          try {
            return Optional.of(engine.client().inspectImageCmd(name).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** An inspected image's id, which engines always give. */
  static String idOf(InspectImageResponse image) {
    return Objects.requireNonNull(image.getId(), "the engine's image has no id");
  }

  /** Fetches an image by {@code repository[:tag]} or {@code repository@digest}. */
  void pull(
      String name,
      Optional<Platform> platform,
      Optional<RegistryCredentials> credentials,
      Consumer<String> progress)
      throws PullFailed {
    AtomicReference<@Nullable String> failure = new AtomicReference<>();
    EngineStream<PullResponseItem> stream =
        new EngineStream<>(
            item -> {
              BuildProgress.failureOf(item).ifPresent(text -> failure.set(text));
              BuildProgress.statusOf(item).ifPresent(progress);
            });
    try {
      command(name, platform).withAuthConfig(login(name, credentials, progress)).exec(stream);
      stream.await();
    } catch (InterruptedException e) {
      stream.close();
      throw EngineErrors.interrupted("fetching the image '" + name + "'", e);
    } catch (EngineStream.Broken e) {
      if (EngineErrors.isConnection(e.failure())) {
        throw EngineErrors.unavailable(engine.address(), e.failure());
      }
      throw new PullFailed(EngineErrors.words(e.failure()), e.failure());
    }
    String reason = failure.get();
    if (reason != null) {
      throw new PullFailed(reason, null);
    }
  }

  /** Most images need no login, so one that cannot be had is told and no reason to stop. */
  private AuthConfig login(
      String name, Optional<RegistryCredentials> credentials, Consumer<String> progress) {
    try {
      return RegistryLogin.of(engine, registryOf(name), credentials).auth();
    } catch (DeployException e) {
      if (e.code() == CoreError.INTERRUPTED) {
        throw e;
      }
      progress.accept("without a login: " + e.what());
      return RegistryLogin.none(engine).auth();
    }
  }

  /** The name may have a digest, and be one that only an engine understands. */
  private static Optional<String> registryOf(String name) {
    String repository = name.replaceFirst("@.*$", "");
    try {
      return ImageReference.parse(repository).registry();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private PullImageCmd command(String name, Optional<Platform> platform) {
    int at = name.indexOf('@');
    int colon = name.lastIndexOf(':');
    int split = at >= 0 ? at : colon > name.lastIndexOf('/') ? colon : -1;
    PullImageCmd command =
        engine
            .streams()
            .pullImageCmd(split < 0 ? name : name.substring(0, split))
            .withTag(split < 0 ? "latest" : name.substring(split + 1));
    platform.ifPresent(value -> command.withPlatform(value.value()));
    return command;
  }

  /** The registry or the engine refused; where this matters depends on what the image is for. */
  static final class PullFailed extends Exception {
    private static final long serialVersionUID = 1L;

    PullFailed(String reason, @Nullable Throwable cause) {
      super(reason, cause);
    }

    /** In the words of the engine or the registry. */
    String reason() {
      return Objects.requireNonNull(getMessage());
    }
  }
}
