package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.revision.TagStrategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The deployment block of an agent, all layers merged, defaults filled in.
 *
 * @param repository registry host and repository path, {@code ghcr.io/acme/support}
 * @param tagStrategy how the tag is chosen
 * @param credentialsEnvPrefix {@code P}: the registry's user and password are in {@code
 *     P_USERNAME}, {@code P_PASSWORD}
 * @param target where it runs
 * @param protocol what the server speaks
 * @param port where the server listens, 1 to 65535
 * @param healthCheckPath where it answers 2xx when healthy
 * @param environment the variables of the service, not resolved yet
 * @param platform what the image is built for; empty when the file does not say
 * @param baseImage the image to build from, if the file says
 * @param timeout how long a deploy waits until the service is healthy
 * @param state the {@code state} block; empty settings when there is none
 */
public record DeploymentConfig(
    String repository,
    TagStrategy tagStrategy,
    Optional<String> credentialsEnvPrefix,
    TargetSettings target,
    Protocol protocol,
    int port,
    String healthCheckPath,
    List<EnvironmentEntry> environment,
    Optional<Platform> platform,
    Optional<String> baseImage,
    Duration timeout,
    Settings state) {
  public DeploymentConfig {
    environment = List.copyOf(environment);
  }
}
