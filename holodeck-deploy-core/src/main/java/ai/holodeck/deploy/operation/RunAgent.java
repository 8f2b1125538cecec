package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.agent.EffectiveDeployment;
import ai.holodeck.deploy.agent.EnvironmentResolver;
import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.ImageRef;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.RegistryCredentials;
import ai.holodeck.deploy.image.RegistryImage;
import ai.holodeck.deploy.release.DeployedService;
import ai.holodeck.deploy.release.DeploymentLock;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.Release;
import ai.holodeck.deploy.service.Capability;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.Deployment;
import ai.holodeck.deploy.service.ReleaseId;
import ai.holodeck.deploy.service.ServiceState;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts an agent's image at its provider and waits until it is healthy. Everything that can be
 * known to be wrong is said before the provider is called; an intent is written before and settled
 * after, so that an interrupted run is picked up by the next command.
 */
public final class RunAgent {
  private final Adapters adapters;
  private final Variables variables;
  private final Clock clock;

  /**
   * Works with these adapters; {@code variables} give the values of {@code ${…}} in the environment
   * block.
   */
  public RunAgent(Adapters adapters, Variables variables, Clock clock) {
    this.adapters = adapters;
    this.variables = variables;
    this.clock = clock;
  }

  /**
   * Starts or replaces the agent's service.
   *
   * @param image the image's name; the engine must have it, or the registry where the target takes
   *     images from there only
   * @return the record as written
   * @throws DeployException as {@link Deployer#deploy}; {@code IMAGE_MISSING}, {@code LOCKED},
   *     {@code RECORD_CONFLICT}, {@code STATE_UNWRITABLE}
   */
  public DeploymentRecord run(
      AgentProject project, ImageReference image, RunOptions options, OperationListener listener) {
    return run(
        project, () -> Optional.of(DeployableImage.of(present(project, image))), options, listener);
  }

  /**
   * As {@link #run}, with an image that is made once the lock is held; where there is none, what is
   * recorded stays, and is given.
   */
  DeploymentRecord run(
      AgentProject project,
      Supplier<Optional<DeployableImage>> image,
      RunOptions options,
      OperationListener listener) {
    List<EnvironmentVariable> environment = check(project);
    DeploymentTarget target = DeploymentTarget.of(adapters, project);
    EnvironmentResolver.notices(target.config().environment()).forEach(listener::onNotice);
    try (DeploymentLock.Held lock =
        target
            .stores()
            .lock()
            .acquire(target.key(), "deploy", options.lockPatience(), listener::onLockWait)) {
      OpenReleases.pickUp(target, listener);
      RecordConflict.refuseOther(target);
      Deployer deployer = target.deployer();
      Optional<DeployableImage> made = image.get();
      if (made.isEmpty()) {
        return target.stores().records().find(target.key()).orElseThrow();
      }
      DeployableImage runnable = made.get();
      Release intent = intent(target, runnable, environment);
      DeployRequest request =
          request(target, intent, runnable.image(), environment, options)
              .registryCredentials(registryCredentials(project))
              .build();
      target.stores().releases().begin(intent);
      Deployment deployment;
      KeptImages.keepRecorded(adapters, target, listener);
      try {
        lock.check();
        deployment = deployer.deploy(request, listener::onDeploy);
      } catch (RuntimeException e) {
        OpenReleases.afterFailure(target, intent, e);
        throw e;
      }
      DeploymentRecord record = settle(target, intent, deployment);
      // Again, as an image that was dropped from the history may have been in use until now.
      Uninterrupted.run(() -> KeptImages.keepRecorded(adapters, target, listener));
      return record;
    }
  }

  private static DeployRequest.Builder request(
      DeploymentTarget target,
      Release intent,
      ImageRef image,
      List<EnvironmentVariable> environment,
      RunOptions options) {
    DeploymentConfig config = target.config();
    return DeployRequest.of(intent.serviceName(), target.owner(), image)
        .releaseId(intent.id())
        .port(config.port())
        .healthPath(config.healthCheckPath())
        .environment(environment)
        .deadline(options.deadline().orElse(config.timeout()))
        .options(options.providerOptions());
  }

  /** For a target that pulls the image itself; the local engine has it. */
  private Optional<RegistryCredentials> registryCredentials(AgentProject project) {
    return needsRegistry(project)
        ? RegistryAccount.of(project, variables).credentialsOrStored(adapters.imagePublisher())
        : Optional.empty();
  }

  /**
   * Says what can be known to be wrong with starting this agent before anything is built.
   *
   * @return the variables that the service would be started with
   * @throws DeployException {@code CONFIG_INVALID}, {@code ADAPTER_MISSING}, {@code
   *     CAPABILITY_MISSING}
   */
  public List<EnvironmentVariable> check(AgentProject project) {
    DeploymentConfig config = DeploymentTarget.configOf(project);
    DeployerFactory factory = adapters.deployer(config.target().provider());
    config.target().bind(factory.settingsType());
    config.target().settings().checkRequiredToDeploy(factory.settingsType());
    adapters.stateBackend(StateSettings.backend(config.state()));
    if (needsRegistry(project)) {
      new PushAgent(adapters, variables).check(project);
    }
    return new EnvironmentResolver(variables).resolve(config.environment());
  }

  private DeploymentRecord settle(DeploymentTarget target, Release intent, Deployment deployment) {
    DeployedService service = OpenReleases.recordOf(intent, deployment.id(), deployment.status());
    Release.Outcome outcome =
        deployment.status().state() == ServiceState.RUNNING
            ? Release.Outcome.SUCCEEDED
            : Release.Outcome.ACCEPTED;
    boolean interrupted = Thread.interrupted();
    try {
      DeploymentRecord record = target.stores().records().save(target.key(), service);
      target.stores().releases().settle(intent.id(), outcome, "");
      return record;
    } catch (DeployException e) {
      throw new DeployException(
          e.code(),
          "service '" + deployment.name() + "' runs, but could not be recorded: " + e.what(),
          e.remedy() + "; then run the same command again: it picks the service up",
          e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether the agent's target takes images from a registry only. */
  boolean needsRegistry(AgentProject project) {
    return adapters
        .deployer(DeploymentTarget.configOf(project).target().provider())
        .capabilities()
        .contains(Capability.NEEDS_REGISTRY);
  }

  private ImageRef present(AgentProject project, ImageReference reference) {
    return needsRegistry(project)
        ? published(project, reference)
        : PushAgent.built(adapters, reference);
  }

  private RegistryImage published(AgentProject project, ImageReference reference) {
    return adapters
        .imagePublisher()
        .find(reference, RegistryAccount.of(project, variables).credentials())
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.IMAGE_MISSING,
                    "the registry has no image " + reference,
                    "run 'holodeck push' first, or 'holodeck deploy', which builds and pushes it"));
  }

  private Release intent(
      DeploymentTarget target, DeployableImage image, List<EnvironmentVariable> environment) {
    return Release.of(
            ReleaseId.random(),
            target.key(),
            Release.Kind.DEPLOY,
            target.factory().provider(),
            target.serviceName())
        .image(Optional.of(image.image()), image.inputs())
        .config(EffectiveDeployment.of(target.config(), Optional.of(target.factory())))
        .secretFingerprints(SecretChanges.fingerprints(target.stores().releases(), environment))
        .started(System.getProperty("user.name", ""), clock.instant())
        .build();
  }
}
