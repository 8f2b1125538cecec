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
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class DockerImageBuilderContractIT extends ImageBuilderContract implements ImageBuilderHarness {
  private final DockerClient client = Probe.ENGINE.client();

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
    return Probe.DOCKER.imageBuilder();
  }

  @Override
  public String baseImage() {
    return Objects.requireNonNull(
        System.getenv("HOLODECK_TEST_BASE_IMAGE"),
        "set HOLODECK_TEST_BASE_IMAGE to what scripts/standin-image prints");
  }

  @Override
  public List<String> layers(EngineImage image) {
    var layers = client.inspectImageCmd(image.imageId()).exec().getRootFS();
    return Objects.requireNonNull(Objects.requireNonNull(layers).getLayers());
  }

  @Override
  public List<String> steps() {
    return client.listContainersCmd().withShowAll(true).exec().stream()
        .map(Container::getCommand)
        .toList();
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
