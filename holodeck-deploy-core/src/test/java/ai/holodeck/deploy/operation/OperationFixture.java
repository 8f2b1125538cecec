package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.agent.EnvironmentEntry;
import ai.holodeck.deploy.config.Settings;
import ai.holodeck.deploy.config.TargetSettings;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.ImageKeeper;
import ai.holodeck.deploy.revision.TagStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** One agent, its ports in memory, and the operations over them. */
final class OperationFixture {
  static final DeploymentKey KEY = DeploymentKey.of("support");
  static final ImageReference IMAGE = new ImageReference("ghcr.io/acme/support", new Tag("1.0"));

  final Path folder;
  final MemoryStores stores = new MemoryStores();
  final MemoryProvider provider = new MemoryProvider();
  final MemoryBuilder builder = new MemoryBuilder();
  final MemoryRegistry registry = new MemoryRegistry();
  final List<String> notices = new ArrayList<>();
  final Clock clock = Clock.fixed(MemoryStores.NOW, ZoneOffset.UTC);
  Map<String, String> variables = Map.of("API_KEY", "s3cret");
  List<EnvironmentEntry> environment = List.of();
  String providerId = "memory";
  String repository = IMAGE.repository();
  Optional<String> credentialsPrefix = Optional.empty();
  Supplier<ImageKeeper> keeper = () -> (service, images) -> {};

  OperationFixture(Path folder) {
    this.folder = folder;
    try {
      Files.writeString(folder.resolve("agent.yaml"), "name: support\n");
      Files.writeString(folder.resolve("system.md"), "Be kind.\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Adapters adapters() {
    return Adapters.builder()
        .deployer("memory", () -> provider)
        .imageBuilder(() -> builder)
        .imagePublisher(() -> registry)
        .stateBackend("memory", () -> stores)
        .imageKeeper(() -> keeper.get())
        .build();
  }

  AgentProject project() {
    DeploymentConfig config =
        DeploymentConfig.builder(
                repository,
                new TargetSettings(providerId, Settings.of("deployment.target.memory", Map.of())))
            .tagStrategy(new TagStrategy.Custom(IMAGE.tag()))
            .credentialsEnvPrefix(credentialsPrefix)
            .environment(environment)
            .state(Settings.of("deployment.state", Map.of("backend", "memory")))
            .build();
    return new AgentProject(
        folder.resolve("agent.yaml"),
        "support",
        List.of(
            new PackagedPath(
                "system.md", PackagedPath.Kind.FILE, Position.of(Path.of("agent.yaml")))),
        false,
        new TreeSet<>(),
        "name: support\n".getBytes(StandardCharsets.UTF_8),
        Optional.empty(),
        Optional.of(config),
        List.of());
  }

  RunAgent run() {
    return new RunAgent(adapters(), Variables.of(variables), clock);
  }

  PushAgent push() {
    return new PushAgent(adapters(), Variables.of(variables));
  }

  DestroyAgent destroy() {
    return new DestroyAgent(adapters(), clock);
  }

  AgentStatus status() {
    return new AgentStatus(adapters(), Variables.of(variables));
  }

  BuildAgent build() {
    return new BuildAgent(adapters(), clock);
  }

  PlanChanges changes() {
    return new PlanChanges(adapters(), build(), Variables.of(variables));
  }

  DeployAgent deploy() {
    return new DeployAgent(build(), push(), run(), changes());
  }

  DeploymentPlan plan() {
    return new Planner(adapters(), Variables.of(variables)).plan(project(), PlanOptions.defaults());
  }

  OperationListener listener() {
    return new OperationListener() {
      @Override
      public void onNotice(String message) {
        notices.add(message);
      }
    };
  }

  /** As the engine has it after a build. */
  void haveImage() {
    build().build(plan(), BuildOptions.defaults(), OperationListener.silent());
  }
}
