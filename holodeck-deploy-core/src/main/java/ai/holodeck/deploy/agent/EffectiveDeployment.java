package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.Substitution;
import ai.holodeck.deploy.revision.TagStrategy;
import ai.holodeck.deploy.service.DeployerFactory;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A deployment block as it takes effect, for comparing it and for going back to it. */
public final class EffectiveDeployment {
  private static final String DEFAULT_STATE_BACKEND = "json";

  private EffectiveDeployment() {}

  /**
   * The block as it takes effect. Literal environment values are in it; of those with {@code ${…}}
   * the name only.
   *
   * @param provider gives the schema of its block, and what an image for it is built for; empty
   *     when it is not installed, and its block is taken as written
   * @throws ai.holodeck.deploy.error.ConfigException when the provider's block does not fit its
   *     schema
   */
  public static EffectiveConfig of(DeploymentConfig config, Optional<DeployerFactory> provider) {
    Settings written = config.target().settings();
    Map<String, Object> target = new TreeMap<>();
    target.put("provider", config.target().provider());
    target.put(
        config.target().provider(),
        provider.isPresent()
            ? written.effective(provider.get().settingsType())
            : written.asWritten());

    Map<String, Object> registry = new TreeMap<>();
    registry.put("repository", config.repository());
    registry.put("tag", strategy(config.tagStrategy()));
    config.credentialsEnvPrefix().ifPresent(value -> registry.put("credentials_env_prefix", value));

    Map<String, @Nullable Object> environment = new TreeMap<>();
    config
        .environment()
        .forEach(
            entry ->
                environment.put(
                    entry.name(),
                    Substitution.namesIn(entry.template()).isEmpty() ? entry.template() : null));

    Map<String, Object> block = new TreeMap<>();
    block.put("runtime", "container");
    block.put("registry", registry);
    block.put("target", target);
    block.put("protocol", config.protocol().word());
    block.put("port", config.port());
    block.put("health_check_path", config.healthCheckPath());
    block.put("environment", environment);
    config
        .platform()
        .or(() -> DefaultPlatform.of(provider))
        .ifPresent(platform -> block.put("platform", platform.value()));
    block.put("base_image", config.baseImage().orElse(DeploymentConfig.DEFAULT_BASE_IMAGE));
    block.put("timeout", config.timeout().toString());
    Map<String, Object> state = new TreeMap<>(config.state().asWritten());
    state.putIfAbsent("backend", DEFAULT_STATE_BACKEND);
    block.put("state", state);
    return EffectiveConfig.of(block);
  }

  private static String strategy(TagStrategy strategy) {
    if (strategy instanceof TagStrategy.Custom custom) {
      return "custom:" + custom.tag();
    }
    if (strategy instanceof TagStrategy.GitTag) {
      return "git_tag";
    }
    return strategy instanceof TagStrategy.Latest ? "latest" : "git_sha";
  }
}
