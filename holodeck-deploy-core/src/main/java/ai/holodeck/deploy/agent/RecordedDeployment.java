package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.EffectiveConfig;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.error.Problems;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.revision.TagStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Leads back from what was recorded of a deployment block to the block: all as it was then, but
 * secrets, which are never recorded, and where state is kept, as today.
 */
public final class RecordedDeployment {
  private static final String CUSTOM = "custom:";

  private final Map<String, @Nullable Object> recorded;
  private final DeploymentConfig today;
  private final Problems problems = new Problems();

  private RecordedDeployment(EffectiveConfig recorded, DeploymentConfig today) {
    this.recorded = recorded.values();
    this.today = today;
  }

  /**
   * The block that takes effect as {@code recorded} says.
   *
   * @param today gives the stage, the state block, and what stands for each secret
   * @throws ai.holodeck.deploy.error.ConfigException with each secret that today's block does not
   *     have
   */
  public static DeploymentConfig restore(EffectiveConfig recorded, DeploymentConfig today) {
    return new RecordedDeployment(recorded, today).restored();
  }

  private DeploymentConfig restored() {
    Map<String, @Nullable Object> registry = block("registry");
    List<EnvironmentEntry> environment = environment();
    problems.throwIfAny();
    return DeploymentConfig.builder(text(registry, "repository"), target())
        .stage(today.stage())
        .tagStrategy(strategy(text(registry, "tag")))
        .credentialsEnvPrefix(
            Optional.ofNullable(registry.get("credentials_env_prefix")).map(Object::toString))
        .protocol(Protocol.of(text(recorded, "protocol")).orElseThrow())
        .port(Integer.parseInt(text(recorded, "port")))
        .healthCheckPath(text(recorded, "health_check_path"))
        .environment(environment)
        .platform(
            Optional.ofNullable(recorded.get("platform")).map(Object::toString).map(Platform::new))
        .baseImage(Optional.of(text(recorded, "base_image")))
        .timeout(Duration.parse(text(recorded, "timeout")))
        .state(today.state())
        .build();
  }

  private TargetSettings target() {
    String provider = text(block("target"), "provider");
    Settings settings =
        Settings.of("deployment.target." + provider, block(block("target"), provider));
    return new TargetSettings(
        provider,
        today.target().provider().equals(provider)
            ? settings.completedBy(today.target().settings())
            : settings);
  }

  private List<EnvironmentEntry> environment() {
    List<EnvironmentEntry> entries = new ArrayList<>();
    block("environment")
        .forEach(
            (name, value) -> {
              if (value == null) {
                secret(name).ifPresent(entries::add);
              } else {
                entries.add(EnvironmentEntry.of(name, value.toString()));
              }
            });
    return entries;
  }

  private Optional<EnvironmentEntry> secret(String name) {
    Optional<EnvironmentEntry> entry =
        today.environment().stream().filter(each -> each.name().equals(name)).findFirst();
    if (entry.isEmpty()) {
      problems.add(
          today.target().settings().position(),
          "deployment.environment." + name,
          "was a secret of the recorded release, and is not here any more",
          "add '" + name + ": ${" + name + "}', and set it where the command runs");
    }
    return entry;
  }

  private static TagStrategy strategy(String word) {
    return switch (word) {
      case "git_sha" -> new TagStrategy.GitSha();
      case "git_tag" -> new TagStrategy.GitTag();
      case "latest" -> new TagStrategy.Latest();
      default -> new TagStrategy.Custom(new Tag(word.substring(CUSTOM.length())));
    };
  }

  private Map<String, @Nullable Object> block(String key) {
    return block(recorded, key);
  }

  @SuppressWarnings("unchecked") // a JSON object
  private static Map<String, @Nullable Object> block(
      Map<String, @Nullable Object> parent, String key) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(parent.get(key), key);
  }

  private static String text(Map<String, @Nullable Object> block, String key) {
    return Objects.requireNonNull(block.get(key), key).toString();
  }
}
