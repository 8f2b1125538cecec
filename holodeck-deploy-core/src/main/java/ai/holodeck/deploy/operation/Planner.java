package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.agent.DefaultPlatform;
import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.context.ContextAssembler;
import ai.holodeck.deploy.context.PackagedFiles;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.dockerfile.DockerfileSpec;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.image.ImageReference;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import ai.holodeck.deploy.revision.GitRepository;
import ai.holodeck.deploy.revision.SourceRevision;
import ai.holodeck.deploy.revision.TagGenerator;
import java.util.List;
import java.util.Optional;

/**
 * Decides what will be built: reads files and the source repository, asks no engine and changes
 * nothing.
 */
public final class Planner {
  /** The variable that names the base image. */
  public static final String BASE_IMAGE_VARIABLE = "HOLODECK_BASE_IMAGE";

  private final Adapters adapters;
  private final Variables variables;

  /** Works with these adapters; {@code variables} may name the base image. */
  public Planner(Adapters adapters, Variables variables) {
    this.adapters = adapters;
    this.variables = variables;
  }

  /**
   * The plan for an agent.
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code CONFIG_INVALID}, {@code FILES_INVALID},
   *     {@code CREDENTIALS_IN_CONTEXT}, {@code REVISION_UNKNOWN}
   */
  public DeploymentPlan plan(AgentProject project, PlanOptions options) {
    DeploymentConfig config = DeploymentTarget.configOf(project);
    PackagedFiles files =
        ContextAssembler.forAgent(project.file())
            .collect(project.packaged(), options.credentials());
    GitRepository repository =
        GitRepository.holding(project.file(), files.covers(), System.getenv());
    Tag tag =
        options.tag().orElseGet(() -> TagGenerator.generate(config.tagStrategy(), repository));
    return new DeploymentPlan(
        project,
        new ImageReference(config.repository(), tag),
        dockerfile(project, config, options, tag, repository.findRevision()),
        files,
        platform(config, options),
        RegistryAccount.credentialsIfSet(config, variables),
        project.notices());
  }

  private DockerfileSpec dockerfile(
      AgentProject project,
      DeploymentConfig config,
      PlanOptions options,
      Tag tag,
      Optional<SourceRevision> revision) {
    DockerfileSpec.Builder spec =
        DockerfileSpec.of(project.name())
            .port(config.port())
            .protocol(config.protocol())
            .baseImage(baseImage(config, options))
            .version(tag.value())
            .sourceUrl(revision.flatMap(SourceRevision::source))
            .revision(revision.map(SourceRevision::commit))
            .files(paths(project, PackagedPath.Kind.FILE))
            .directories(paths(project, PackagedPath.Kind.DIRECTORY))
            .extras(project.extras())
            .healthCheckPath(config.healthCheckPath());
    if (project.needsNodejs()) {
      spec.withNodejs();
    }
    if (project.configYaml().isPresent()) {
      spec.withConfigYaml();
    }
    return spec.build();
  }

  private String baseImage(DeploymentConfig config, PlanOptions options) {
    return options
        .baseImage()
        .or(() -> variables.get(BASE_IMAGE_VARIABLE).filter(name -> !name.isBlank()))
        .or(config::baseImage)
        .orElse(DockerfileSpec.DEFAULT_BASE_IMAGE);
  }

  /** The engine's own platform, unless somebody says otherwise or the image leaves this machine. */
  private Optional<Platform> platform(DeploymentConfig config, PlanOptions options) {
    return options
        .platform()
        .or(config::platform)
        .or(() -> DefaultPlatform.of(adapters.findDeployer(config.target().provider())));
  }

  private static List<String> paths(AgentProject project, PackagedPath.Kind kind) {
    return project.packaged().stream()
        .filter(path -> path.kind() == kind)
        .map(PackagedPath::path)
        .toList();
  }
}
