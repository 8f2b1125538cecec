package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.context.PackagedPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * An agent file and the configuration around it, read and checked.
 *
 * @param file the agent file, as the user named it
 * @param name the agent's name
 * @param packaged what the agent refers to, by path, nothing twice
 * @param needsNodejs whether a tool is started by Node.js
 * @param extras the extras of the runtime that its tools and model need
 * @param agentYaml the agent file without its deployment block, else byte for byte
 * @param configYaml the project's own layered configuration, likewise; empty when there is none
 * @param deployment the deployment block; empty when no layer has one
 * @param notices what the user should know: an {@code env_file} that is not packed, what the agent
 *     needs of the user's own configuration
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares projects
public record AgentProject(
    Path file,
    String name,
    List<PackagedPath> packaged,
    boolean needsNodejs,
    SortedSet<String> extras,
    byte[] agentYaml,
    Optional<byte[]> configYaml,
    Optional<DeploymentConfig> deployment,
    List<String> notices) {
  public AgentProject {
    packaged = List.copyOf(packaged);
    notices = List.copyOf(notices);
  }

  /** The folder of the agent file, absolute. */
  public Path folder() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }
}
