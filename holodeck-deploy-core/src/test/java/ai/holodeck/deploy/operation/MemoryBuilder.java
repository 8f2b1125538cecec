package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An engine in memory: an image's id is a hash of its Dockerfile and of the base image's state. */
final class MemoryBuilder implements ImageBuilder {
  private static final Pattern LABEL = Pattern.compile("([a-z.]+)=\"([^\"]*)\"");

  final Map<ImageReference, ImageDetails> images = new HashMap<>();
  final List<BuildRequest> builds = new ArrayList<>();
  String baseState = "base-1";
  Runnable onBuild = () -> {};
  boolean keepsNames = true;

  @Override
  public BuildResult build(BuildRequest request, BuildListener listener) {
    builds.add(request);
    onBuild.run();
    String dockerfile = dockerfile(request);
    EngineImage image =
        new EngineImage(request.reference(), "sha256:" + (dockerfile + baseState).hashCode());
    Map<String, String> labels = new LinkedHashMap<>();
    Matcher matcher = LABEL.matcher(dockerfile);
    while (matcher.find()) {
      labels.put(matcher.group(1), matcher.group(2));
    }
    if (keepsNames) {
      images.put(request.reference(), new ImageDetails(image, request.platform(), labels));
    }
    return new BuildResult(image, List.of());
  }

  @Override
  public Optional<ImageDetails> find(ImageReference reference) {
    return Optional.ofNullable(images.get(reference));
  }

  @Override
  public Platform enginePlatform() {
    return new Platform("linux/arm64");
  }

  static String dockerfile(BuildRequest request) {
    return request.context().entries().stream()
        .filter(entry -> entry.path().equals("Dockerfile"))
        .map(entry -> text((ContextEntry.File) entry))
        .findFirst()
        .orElseThrow();
  }

  private static String text(ContextEntry.File file) {
    try (InputStream in = file.content().open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
