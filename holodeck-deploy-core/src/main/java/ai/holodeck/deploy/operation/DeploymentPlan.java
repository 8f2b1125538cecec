package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.context.PackagedFiles;
import ai.holodeck.deploy.dockerfile.DockerfileSpec;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.RegistryCredentials;
import java.util.List;
import java.util.Optional;

/**
 * What will be built, decided without asking any engine: the next value after {@link AgentProject}.
 *
 * @param project the agent
 * @param image the name that the image gets
 * @param dockerfile what the Dockerfile depends on; {@code created} and the inputs label are added
 *     by the build
 * @param files the agent's own files
 * @param platform what to build for; empty for the engine's own
 * @param credentials for the registry of the agent's images, where {@code credentials_env_prefix}
 *     leads to any
 * @param notices what the user should know
 */
public record DeploymentPlan(
    AgentProject project,
    ImageReference image,
    DockerfileSpec dockerfile,
    PackagedFiles files,
    Optional<Platform> platform,
    Optional<RegistryCredentials> credentials,
    List<String> notices) {
  public DeploymentPlan {
    notices = List.copyOf(notices);
  }
}
