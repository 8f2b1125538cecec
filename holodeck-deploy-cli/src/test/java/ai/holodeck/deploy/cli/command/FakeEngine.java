package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.BuildListener;
import ai.holodeck.deploy.image.BuildRequest;
import ai.holodeck.deploy.image.BuildResult;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageBuilder;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds every image at once, in memory. */
final class FakeEngine implements ImageBuilder {

  final List<BuildRequest> requests = new ArrayList<>();
  final Map<ImageReference, ImageDetails> images = new HashMap<>();
  boolean broken;

  @Override
  public BuildResult build(BuildRequest request, BuildListener listener) {
    requests.add(request);
    listener.onEvent(new BuildEvent.Pulling(request.baseImage(), "layer 1"));
    listener.onEvent(new BuildEvent.Pulling(request.baseImage(), "layer 2"));
    listener.onEvent(new BuildEvent.StepStarted(1, 2, "FROM " + request.baseImage()));
    listener.onEvent(new BuildEvent.StepCached());
    listener.onEvent(new BuildEvent.StepStarted(2, 2, "RUN make"));
    listener.onEvent(new BuildEvent.Output("made"));
    if (broken) {
      throw new DeployException(
          CoreError.BUILD_FAILED, "step 2 failed", "mend it", List.of("RUN make", "made"), null);
    }
    EngineImage image = new EngineImage(request.reference(), "sha256:" + "a".repeat(64));
    images.put(request.reference(), new ImageDetails(image, request.platform(), Map.of()));
    return new BuildResult(image, List.of("Step 1/2", "Step 2/2", "made"));
  }

  @Override
  public Optional<ImageDetails> find(ImageReference reference) {
    return Optional.ofNullable(images.get(reference));
  }

  @Override
  public Platform enginePlatform() {
    return Platform.LINUX_AMD64;
  }
}
