package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.service.ServiceName;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Image;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps images by tags in their own repositories: {@code release-}, twelve digits of a hash of the
 * service's name, a dash, twelve digits of the image's id. An image counts as kept by its id, not
 * by the text of its name, which engines complete in different ways.
 */
final class ReleaseTags implements ImageKeeper {
  private static final int DIGITS = 12;

  private final Supplier<Engine> engines;

  ReleaseTags(Supplier<Engine> engines) {
    this.engines = engines;
  }

  @Override
  public void keep(ServiceName service, Set<EngineImage> images) {
    Engine engine = engines.get();
    String prefix = "release-" + hash(service.value()) + "-";
    Set<String> wanted =
        images.stream().map(image -> bare(image.imageId())).collect(Collectors.toSet());
    List<Tagged> present = tagged(engine, prefix);
    present.stream()
        .filter(tag -> !wanted.contains(tag.imageId()))
        .forEach(tag -> untag(engine, tag.name()));
    Set<String> kept = present.stream().map(Tagged::imageId).collect(Collectors.toSet());
    images.stream()
        .filter(image -> !kept.contains(bare(image.imageId())))
        .forEach(image -> tag(engine, image, prefix));
  }

  private static List<Tagged> tagged(Engine engine, String prefix) {
    List<Image> all =
        engine.call(
            CoreError.IMAGE_MISSING,
            "the engine does not list its images",
            "look at them with 'docker images'",
            () -> engine.client().listImagesCmd().exec());
    return all.stream()
        .flatMap(
            image ->
                // An image without a name has none, or an empty list, as the engine likes.
                Optional.ofNullable(image.getRepoTags()).stream()
                    .flatMap(Stream::of)
                    .filter(name -> name.startsWith(prefix, name.lastIndexOf(':') + 1))
                    .map(name -> new Tagged(name, bare(image.getId()))))
        .toList();
  }

  private static void tag(Engine engine, EngineImage image, String prefix) {
    String id = bare(image.imageId());
    String tag = prefix + id.substring(0, Math.min(DIGITS, id.length()));
    change(
        engine,
        "tag image " + image.reference() + " as '" + tag + "'",
        () -> {
          try {
            engine
                .client()
                .tagImageCmd(image.imageId(), image.reference().repository(), tag)
                .exec();
          } catch (NotFoundException e) {
            return; // It was removed; there is nothing to keep.
          }
        });
  }

  private static void untag(Engine engine, String name) {
    change(
        engine,
        "remove the tag '" + name + "'",
        () -> {
          try {
            engine.client().removeImageCmd(name).exec();
          } catch (NotFoundException e) {
            return; // It is gone.
          } catch (ConflictException e) {
            return; // Its last name, and a container uses it; the next call finds it again.
          }
        });
  }

  private static void change(Engine engine, String doing, Runnable action) {
    engine.change(
        CoreError.IMAGE_MISSING,
        "the engine cannot " + doing,
        "look at the image with 'docker image inspect'",
        () -> {
          action.run();
          return true;
        });
  }

  private static String bare(String imageId) {
    return Objects.requireNonNull(imageId, "the engine's image has no id")
        .substring(imageId.indexOf(':') + 1);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** One of the service's own tags. */
  private record Tagged(String name, String imageId) {}
}
