package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.context.ContextEntry;
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
import ai.holodeck.deploy.image.PullPolicy;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A correct builder whose images are folders: {@code RUN} runs the shell of this machine in them.
 * Knows FROM, LABEL, USER, WORKDIR, COPY and RUN. What a wrong one does otherwise is a method here.
 */
class FolderBuilder implements ImageBuilder {
  final FolderEngine engine = new FolderEngine();

  /** The builds that have begun, in order, and those that run. Only wrong builders look at them. */
  final List<BuildRequest> begun = new CopyOnWriteArrayList<>();

  final Set<FolderWork> running = ConcurrentHashMap.newKeySet();

  @Override
  public BuildResult build(BuildRequest request, BuildListener listener) {
    begun.add(request);
    if (engine.isClosed()) {
      throw new DeployException(CoreError.ENGINE_UNAVAILABLE, "no engine answers", "start it");
    }
    if (!request.platform().equals(FolderEngine.PLATFORM)) {
      refusePlatform(request);
    }
    provideBase(request);
    FolderWork work = new FolderWork(request, listener, newLines(), seed(request));
    running.add(work);
    try {
      new FolderSteps(this, work).run();
    } catch (InterruptedException e) {
      throw interrupted(work);
    } catch (FolderSteps.OfListener e) {
      throw ofListener(work, e.thrown());
    } finally {
      running.remove(work);
    }
    if (work.failure != null) {
      failed(work);
      throw work.failure;
    }
    FolderEngine.Image image = image(work);
    name(request.reference(), image);
    return result(image, work);
  }

  @Override
  public Optional<ImageDetails> find(ImageReference reference) {
    return named(reference).map(image -> details(reference, image));
  }

  @Override
  public Platform enginePlatform() {
    return FolderEngine.PLATFORM;
  }

  // What is built, and under which name.

  FolderEngine.Image image(FolderWork work) {
    Map<String, String> labels = new LinkedHashMap<>(dockerfileLabels(work));
    labels.putAll(labels(work.request));
    FolderEngine.Image image =
        new FolderEngine.Image(
            id(work.layers + " " + labels),
            FolderEngine.PLATFORM,
            labels,
            List.copyOf(work.layers));
    engine.images.put(image.id(), image);
    return image;
  }

  String id(String content) {
    return "sha256:" + Sha256.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Map<String, String> dockerfileLabels(FolderWork work) {
    return work.labels;
  }

  Map<String, String> labels(BuildRequest request) {
    return request.labels();
  }

  void name(ImageReference reference, FolderEngine.Image image) {
    engine.names.put(reference, image);
  }

  BuildResult result(FolderEngine.Image image, FolderWork work) {
    return new BuildResult(new EngineImage(work.request.reference(), image.id()), work.lines);
  }

  Optional<FolderEngine.Image> named(ImageReference reference) {
    return Optional.ofNullable(engine.names.get(reference));
  }

  ImageDetails details(ImageReference reference, FolderEngine.Image image) {
    return new ImageDetails(
        new EngineImage(reference, image.id()), image.platform(), image.labels());
  }

  // What is there before the first step.

  void refusePlatform(BuildRequest request) {
    throw new DeployException(
        CoreError.BUILD_FAILED,
        "the base image is not for " + request.platform(),
        "build for " + FolderEngine.PLATFORM);
  }

  void provideBase(BuildRequest request) {
    String base = request.baseImage();
    if (!base.equals(FolderEngine.BASE)) {
      if (mayFetch(request.pullPolicy())) {
        fetch(base);
      }
      throw missingBase(base, request.pullPolicy());
    }
  }

  boolean mayFetch(PullPolicy policy) {
    return policy != PullPolicy.NEVER;
  }

  /** Asks and gets nothing. */
  private static void fetch(String image) {
    String[] host = image.substring(0, image.indexOf('/')).split(":");
    try (Socket socket = new Socket(host[0], Integer.parseInt(host[1]))) {
      socket.getInputStream().readAllBytes();
    } catch (IOException e) {
      // As little there as when the registry answers.
      return;
    }
  }

  DeployException missingBase(String base, PullPolicy policy) {
    return new DeployException(
        CoreError.BASE_IMAGE_MISSING, "no base image '" + base + "' there", "name another");
  }

  // The context.

  List<ContextEntry> entries(BuildRequest request) {
    return request.context().entries();
  }

  String dockerfile(BuildRequest request) {
    return request.dockerfile();
  }

  DeployException missingDockerfile(String path) {
    return new DeployException(
        CoreError.BUILD_FAILED, "the context has no '" + path + "'", "add the Dockerfile");
  }

  byte[] content(byte[] bytes) {
    return bytes;
  }

  int mode(ContextEntry entry) {
    return entry.mode();
  }

  void checkInterrupt() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  DeployException unreadable(String path, IOException cause) {
    return new DeployException(
        CoreError.BUILD_FAILED, "cannot read '" + path + "'", "make it readable", cause);
  }

  // The cache.

  /** What a build's first key begins with. */
  String seed(BuildRequest request) {
    return "";
  }

  String keyOf(String path, FolderFiles.Node node, ContextEntry entry) {
    return path + " " + entry.mode() + " " + node.digest();
  }

  Optional<FolderEngine.Made> cached(BuildRequest request, String key) {
    return request.cache() == BuildRequest.Cache.IGNORE
        ? Optional.empty()
        : Optional.ofNullable(engine.cache.get(key));
  }

  FolderEngine.Made reuse(FolderSteps steps, FolderEngine.Made made) throws InterruptedException {
    steps.tell(new BuildEvent.StepCached());
    return made;
  }

  String layer(FolderFiles after, FolderFiles before) {
    return after.layerOver(before);
  }

  // The steps.

  boolean isKnown(String word) {
    return Set.of("FROM", "LABEL", "USER", "WORKDIR", "COPY", "RUN").contains(word);
  }

  Map<String, FolderFiles.Node> nothingToCopy(String path) {
    throw new DeployException(
        CoreError.BUILD_FAILED, "the context has nothing at '" + path + "'", "add it");
  }

  ProcessBuilder process(String command) {
    return new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
  }

  Optional<String> next(BlockingQueue<Optional<String>> output) throws InterruptedException {
    return output.take();
  }

  String line(String printed) {
    return printed;
  }

  FolderFiles afterRun(FolderFiles before, FolderFiles after) {
    return after;
  }

  /** Ends a step that is not to go on. */
  void stop(Process step, Exception why) {
    FolderEngine.kill(step);
    engine.forget(step);
  }

  /** A step has ended by itself. */
  void ended(Process step, int exit) {
    engine.forget(step);
  }

  // What is told.

  List<String> newLines() {
    return new ArrayList<>();
  }

  BuildEvent.StepStarted started(int index, int total, String instruction) {
    return new BuildEvent.StepStarted(index, total, instruction);
  }

  void tell(FolderWork work, BuildEvent event) throws InterruptedException {
    work.listener.onEvent(event);
  }

  // How a build ends that does not succeed.

  boolean stopsAtFailure() {
    return true;
  }

  List<String> details(FolderWork work) {
    List<String> details = new ArrayList<>();
    details.add(work.step);
    details.addAll(work.stepLines);
    return details;
  }

  /** A step has failed, and so has the build. */
  void failed(FolderWork work) {}

  RuntimeException interrupted(FolderWork work) {
    Thread.currentThread().interrupt();
    return new DeployException(CoreError.INTERRUPTED, "interrupted while building", "build again");
  }

  RuntimeException ofListener(FolderWork work, RuntimeException thrown) {
    return thrown;
  }
}
