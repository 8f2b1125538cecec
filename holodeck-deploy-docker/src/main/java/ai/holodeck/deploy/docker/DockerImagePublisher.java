package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.docker.login.Login;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.PushListener;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import com.github.dockerjava.api.model.PushResponseItem;
import java.util.Optional;
import java.util.function.Supplier;

/** Has the engine push, and look into registries: it knows which of them it trusts. */
final class DockerImagePublisher implements ImagePublisher {
  private final Supplier<Engine> engines;
  private final RegistryCalls calls;

  DockerImagePublisher(Supplier<Engine> engines, RegistryCalls calls) {
    this.engines = engines;
    this.calls = calls;
  }

  @Override
  public RegistryImage push(
      EngineImage image, Optional<RegistryCredentials> credentials, PushListener listener) {
    Engine engine = engines.get();
    ImageReference name = image.reference();
    checkNamed(engine, image);
    RegistryLogin login = RegistryLogin.of(engine, name.registry(), credentials);
    return calls.make(
        "cannot push " + name,
        name,
        login.source(),
        listener,
        () -> push(engine, name, login, listener));
  }

  private static RegistryImage push(
      Engine engine, ImageReference name, RegistryLogin login, PushListener listener)
      throws RegistryCalls.Refused {
    PushProgress progress = new PushProgress(listener);
    EngineStream<PushResponseItem> stream = new EngineStream<>(progress::accept);
    try {
      engine
          .streams()
          .pushImageCmd(name.repository())
          .withTag(name.tag().value())
          .withAuthConfig(login.auth())
          .exec(stream);
      stream.await();
    } catch (InterruptedException e) {
      stream.close();
      throw EngineErrors.interrupted("pushing " + name, e);
    } catch (EngineStream.Broken e) {
      if (EngineErrors.isConnection(e.failure())) {
        throw EngineErrors.unavailable(engine.address(), e.failure());
      }
      throw new RegistryCalls.Refused(EngineErrors.words(e.failure()), e.failure());
    }
    if (progress.error().isPresent()) {
      throw new RegistryCalls.Refused(progress.error().get(), null);
    }
    return new RegistryImage(
        name,
        progress
            .digest()
            .orElseThrow(
                () ->
                    new RegistryCalls.Refused("the engine ended the push without a digest", null)));
  }

  /** Engines push what has the name; another build may have taken it meanwhile. */
  private static void checkNamed(Engine engine, EngineImage image) {
    Optional<String> named =
        new Images(engine).inspect(image.reference().toString()).map(Images::idOf);
    if (!named.equals(Optional.of(image.imageId()))) {
      throw new DeployException(
          CoreError.IMAGE_MISSING,
          named.isEmpty()
              ? "the engine has no image " + image.reference()
              : "the name " + image.reference() + " belongs to another image now",
          "build it again with 'holodeck build'");
    }
  }

  @Override
  public Optional<RegistryImage> find(
      ImageReference reference, Optional<RegistryCredentials> credentials) {
    Engine engine = engines.get();
    RegistryLogin login = RegistryLogin.of(engine, reference.registry(), credentials);
    return calls.make(
        "cannot look for " + reference,
        reference,
        login.source(),
        PushListener.silent(),
        () -> new RegistryLookup(engine).find(reference, login.auth()));
  }

  @Override
  public Optional<RegistryCredentials> storedLogin(String registry) {
    return engines
        .get()
        .logins()
        .find(registry)
        .filter(Login.Password.class::isInstance)
        .map(Login.Password.class::cast)
        .map(
            login ->
                new RegistryCredentials(
                    registry, login.username(), login.password(), login.source()));
  }
}
