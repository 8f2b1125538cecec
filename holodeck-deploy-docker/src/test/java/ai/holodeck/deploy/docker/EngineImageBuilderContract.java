package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.tck.ImageBuilderContract;
import ai.holodeck.deploy.tck.ImageBuilderHarness;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The kit's rules for image builders on an engine. */
abstract class EngineImageBuilderContract extends ImageBuilderContract
    implements ImageBuilderHarness {
  private final TestEngine engine;
  private final DockerClient client;

  EngineImageBuilderContract(TestEngine engine) {
    this.engine = engine;
    this.client = engine.engine().client();
  }

  @Override
  protected ImageBuilderHarness harness() {
    return this;
  }

  @Override
  public String engine() {
    return DockerEngine.ID;
  }

  @Override
  public ImageBuilder builder() {
    return new DockerImageBuilder(engine::engine);
  }

  @Override
  public String baseImage() {
    return engine.baseImage();
  }

  @Override
  public List<String> layers(EngineImage image) {
    var layers = client.inspectImageCmd(image.imageId()).exec().getRootFS();
    return Objects.requireNonNull(Objects.requireNonNull(layers).getLayers());
  }

  @Override
  public List<String> steps() {
    return Stream.concat(containers(), bundles()).toList();
  }

  /** What Podman's builder runs is in no list; each running step has a bundle in a folder. */
  private static Stream<String> bundles() {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(Path.of("/var/tmp"), "buildah*")) {
      for (Path folder : folders) {
        Path config = folder.resolve("config.json");
        if (Files.exists(config)) {
          found.add(Files.readString(config));
        }
      }
    } catch (NoSuchFileException e) {
      // A step has just ended.
      return found.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream();
  }

  private Stream<String> containers() {
    return client.listContainersCmd().withShowAll(true).exec().stream().map(Container::getCommand);
  }

  /** An image goes after those that were built on it. */
  @Override
  public void removeImages(String value) {
    List<Image> images = marked(value);
    while (!images.isEmpty()) {
      images.forEach(image -> remove(image.getId()));
      images = marked(value);
    }
  }

  private List<Image> marked(String value) {
    String label = LABEL + "=" + value;
    return client.listImagesCmd().withShowAll(true).withLabelFilter(label).exec();
  }

  private void remove(String id) {
    try {
      client.removeImageCmd(id).withForce(true).exec();
    } catch (NotFoundException | ConflictException e) {
      // Gone with another, or still the ground of another: the next round sees.
      return;
    }
  }
}
