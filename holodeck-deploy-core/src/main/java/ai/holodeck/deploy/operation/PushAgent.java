package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.EngineImage;
import ai.holodeck.deploy.image.ImageDetails;
import ai.holodeck.deploy.image.ImagePublisher;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryImage;

/** Brings the image of an agent into its registry. */
public final class PushAgent {
  private final Adapters adapters;
  private final Variables variables;

  /**
   * Works with these adapters; {@code variables} give the login that {@code credentials_env_prefix}
   * names.
   */
  public PushAgent(Adapters adapters, Variables variables) {
    this.adapters = adapters;
    this.variables = variables;
  }

  /**
   * Pushes an image that was built.
   *
   * @return the image by its digest
   * @throws DeployException {@code IMAGE_MISSING} when it was not built, and as {@link
   *     ImagePublisher#push} and {@link #check}
   */
  public RegistryImage push(
      AgentProject project, ImageReference image, OperationListener listener) {
    check(project);
    return push(project, built(adapters, image), listener);
  }

  /** As the other, with an image that is known to be there. */
  RegistryImage push(AgentProject project, EngineImage image, OperationListener listener) {
    return adapters
        .imagePublisher()
        .push(image, RegistryAccount.of(project, variables).credentials(), listener::onPush);
  }

  /**
   * Says what can be known to be wrong with a push before anything is built.
   *
   * @throws DeployException {@code CONFIG_INVALID} when the image is named after no registry or a
   *     variable of its login is not set, {@code ADAPTER_MISSING}
   */
  public void check(AgentProject project) {
    RegistryAccount.of(project, variables).credentials();
    adapters.imagePublisher();
  }

  static EngineImage built(Adapters adapters, ImageReference reference) {
    return adapters
        .imageBuilder()
        .find(reference)
        .map(ImageDetails::image)
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.IMAGE_MISSING,
                    "the engine has no image " + reference,
                    "run 'holodeck build' first, or 'holodeck deploy', which builds it"));
  }
}
