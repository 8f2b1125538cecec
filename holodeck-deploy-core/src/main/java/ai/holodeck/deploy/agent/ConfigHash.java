package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.service.DeployerFactory;
import java.util.Optional;

/** The hash by which two deployments are known to be configured alike. */
public final class ConfigHash {
  private ConfigHash() {}

  /**
   * {@code sha256:} and 64 hex digits of the canonical JSON of the effective block: defaults filled
   * in, keys sorted. Literal environment values count; of those with {@code ${…}} the name only.
   *
   * @param config the effective block
   * @param provider gives the schema of its block, and what an image for it is built for; empty
   *     when it is not installed, and its block is hashed as written
   * @throws ai.holodeck.deploy.error.ConfigException when the provider's block does not fit its
   *     schema
   */
  public static String of(DeploymentConfig config, Optional<DeployerFactory> provider) {
    return EffectiveDeployment.of(config, provider).hash();
  }
}
