package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.context.PackagedPath;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

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
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(configYaml, "configYaml");
    Objects.requireNonNull(deployment, "deployment");
    if (name.isBlank()) {
      throw new IllegalArgumentException("an agent has a name");
    }
    packaged = List.copyOf(packaged);
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    notices = List.copyOf(notices);
  }

  /**
   * Starts an agent that is described in code: no files, no extras, no deployment.
   *
   * @param file names the folder that paths are relative to; nothing is read from it
   * @param name the agent's name
   * @param agentYaml what the image gets as its agent file
   */
  public static Builder builder(Path file, String name, byte[] agentYaml) {
    return new Builder(file, name, agentYaml);
  }

  /** The folder of the agent file, absolute. */
  public Path folder() {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** The same agent, deployed in another way. */
  public AgentProject deployedAs(DeploymentConfig other) {
    return new AgentProject(
        file,
        name,
        packaged,
        needsNodejs,
        extras,
        agentYaml,
        configYaml,
        Optional.of(other),
        notices);
  }

  /** Collects what an agent needs beyond its file. */
  public static final class Builder {
    private final Path file;
    private final String name;
    private final byte[] agentYaml;
    private List<PackagedPath> packaged = List.of();
    private boolean needsNodejs;
    private SortedSet<String> extras = new TreeSet<>();
    private Optional<byte[]> configYaml = Optional.empty();
    private Optional<DeploymentConfig> deployment = Optional.empty();

    private Builder(Path file, String name, byte[] agentYaml) {
      this.file = file;
      this.name = name;
      this.agentYaml = agentYaml.clone();
    }

    /** The files and directories to package. */
    public Builder packaged(List<PackagedPath> value) {
      this.packaged = value;
      return this;
    }

    /** The image gets Node.js. */
    public Builder needsNodejs() {
      this.needsNodejs = true;
      return this;
    }

    /** The extras of the runtime. */
    public Builder extras(SortedSet<String> value) {
      this.extras = value;
      return this;
    }

    /** What the image gets as the configuration beside the agent file. */
    public Builder configYaml(byte[] value) {
      this.configYaml = Optional.of(value.clone());
      return this;
    }

    /** How it is deployed. */
    public Builder deployment(DeploymentConfig value) {
      this.deployment = Optional.of(value);
      return this;
    }

    /** The agent. */
    public AgentProject build() {
      return new AgentProject(
          file, name, packaged, needsNodejs, extras, agentYaml, configYaml, deployment, List.of());
    }
  }
}
