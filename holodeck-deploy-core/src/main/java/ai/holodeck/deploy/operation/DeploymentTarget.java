package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.DeploymentRecord;
import ai.holodeck.deploy.release.StateBackend;
import ai.holodeck.deploy.service.Deployer;
import ai.holodeck.deploy.service.DeployerFactory;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceOwner;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent is deployed and where that is remembered: what every operation on a service starts
 * from.
 */
final class DeploymentTarget {
  private final Adapters adapters;
  private final AgentProject project;
  private final DeploymentConfig config;
  private final StateBackend.Stores stores;

  private DeploymentTarget(Adapters adapters, AgentProject project, DeploymentConfig config) {
    this.adapters = adapters;
    this.project = project;
    this.config = config;
    this.stores =
        adapters
            .stateBackend(StateSettings.backend(config.state()))
            .open(project.folder(), config.state());
  }

  static DeploymentTarget of(Adapters adapters, AgentProject project) {
    return new DeploymentTarget(adapters, project, configOf(project));
  }

  static DeploymentConfig configOf(AgentProject project) {
    return project
        .deployment()
        .orElseThrow(
            () ->
                new DeployException(
                    CoreError.CONFIG_INVALID,
                    project.file() + " has no deployment block",
                    "add a deployment block to it, or try the agent on the local engine with --local"));
  }

  Path folder() {
    return project.folder();
  }

  DeploymentConfig config() {
    return config;
  }

  DeploymentKey key() {
    return new DeploymentKey(Optional.empty(), config.stage(), project.name());
  }

  StateBackend.Stores stores() {
    return stores;
  }

  ServiceOwner owner() {
    return new ServiceOwner(ProjectHash.of(project.folder()), key().stage(), project.name());
  }

  /** Today's provider; what is recorded may lie at another, see {@link #factoryOf}. */
  DeployerFactory factory() {
    return adapters.deployer(config.target().provider());
  }

  Deployer deployer() {
    return factory().create(config.target());
  }

  ServiceName serviceName() {
    return factory().nameFor(owner());
  }

  /** The deployer that a record belongs to, whatever today's configuration says. */
  Deployer deployerOf(DeploymentRecord record) {
    return deployerOf(record.service().provider());
  }

  Deployer deployerOf(String provider) {
    return factoryOf(provider).create(settingsOf(provider));
  }

  DeployerFactory factoryOf(String provider) {
    return adapters.deployer(provider);
  }

  private TargetSettings settingsOf(String provider) {
    if (config.target().provider().equals(provider)) {
      return config.target();
    }
    return new TargetSettings(
        provider, Settings.empty(Position.of(project.file()), "deployment.target." + provider));
  }
}
