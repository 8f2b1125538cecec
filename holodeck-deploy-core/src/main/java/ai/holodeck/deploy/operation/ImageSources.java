package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.agent.AgentProject;
import ai.holodeck.deploy.context.ContextEntry;
import ai.holodeck.deploy.context.PackagedFiles;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.dockerfile.DockerfileSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files of the agent's folder the image is made from: only those make a tag dirty. */
final class ImageSources {
  private static final Set<String> LAYERED_CONFIG = Set.of("config.yml", "config.yaml");

  private final AgentProject project;
  private final Set<String> packed;

  ImageSources(AgentProject project, PackagedFiles files) {
    this.project = project;
    this.packed = files.entries().stream().map(ContextEntry::path).collect(Collectors.toSet());
  }

  /**
   * Whether a path, relative to the agent's folder, is one of them, or was before it was removed.
   */
  boolean contains(String path) {
    return path.equals(String.valueOf(project.file().getFileName()))
        || LAYERED_CONFIG.contains(path)
        || packed.contains(DockerfileSpec.FILES_FOLDER + "/" + path)
        || (isPackaged(path) && !Files.exists(project.folder().resolve(Path.of(path))));
  }

  private boolean isPackaged(String path) {
    return project.packaged().stream()
        .map(PackagedPath::path)
        .anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }
}
