package ai.holodeck.deploy.dockerfile;

import ai.holodeck.deploy.agent.DeploymentConfig;
import ai.holodeck.deploy.agent.Protocol;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What an agent's Dockerfile depends on. The environment of the service is no part of it: it is
 * given to the running service and never baked in. Immutable.
 *
 * @param agentName the image's title
 * @param port where the server listens, 1 to 65535
 * @param protocol what it speaks
 * @param baseImage the image to build from
 * @param version the tag
 * @param sourceUrl URL of the source repository, without user info
 * @param revision the full commit
 * @param created when the image is built
 * @param files paths relative to the agent's folder, separated by {@code /}; none lies in one of
 *     the directories
 * @param directories likewise, none inside another; {@code .} is the whole folder
 * @param hasConfigYaml whether the context holds a {@code config.yaml}
 * @param needsNodejs whether Node.js is to be installed
 * @param extras extras of the runtime to install
 * @param healthCheckPath starts with {@code /}
 * @param labels further labels
 */
public record DockerfileSpec(
    String agentName,
    int port,
    Protocol protocol,
    String baseImage,
    String version,
    Optional<String> sourceUrl,
    Optional<String> revision,
    Optional<Instant> created,
    SortedSet<String> files,
    SortedSet<String> directories,
    boolean hasConfigYaml,
    boolean needsNodejs,
    SortedSet<String> extras,
    String healthCheckPath,
    Map<String, String> labels) {
  /** The image to build from when nothing else is said. */
  public static final String DEFAULT_BASE_IMAGE = DeploymentConfig.DEFAULT_BASE_IMAGE;

  /** The version when nothing else is said. */
  public static final String DEFAULT_VERSION = "0.0.0";

  /** The health check path when nothing else is said. */
  public static final String DEFAULT_HEALTH_CHECK_PATH = "/health";

  public DockerfileSpec {
    if (agentName.isBlank()) {
      throw new IllegalArgumentException("the agent's name is blank");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port, 1 to 65535: " + port);
    }
    TreeSet<String> outermost = new TreeSet<>();
    for (String directory : new TreeSet<>(directories)) {
      if (!isInside(directory, outermost)) {
        outermost.add(requirePath(directory));
      }
    }
    TreeSet<String> loose = new TreeSet<>(files);
    loose.removeIf(file -> isInside(requirePath(file), outermost));
    files = Collections.unmodifiableSortedSet(loose);
    directories = Collections.unmodifiableSortedSet(outermost);
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** Starts a specification with the defaults: REST on 8080, {@code /health}, no files. */
  public static Builder of(String agentName) {
    return new Builder(agentName);
  }

  /** The image's labels, all of them. */
  public Map<String, String> allLabels() {
    Map<String, String> all =
        new LinkedHashMap<>(
            new OciLabels(agentName, version, created, sourceUrl, revision, Optional.empty())
                .toMap());
    all.putAll(labels);
    return Collections.unmodifiableMap(all);
  }

  /** The same for one build: when it is made, and the digest of what goes into it. */
  public DockerfileSpec forBuild(Instant time, String inputs) {
    Map<String, String> more = new LinkedHashMap<>(labels);
    more.put(OciLabels.INPUTS, inputs);
    return new DockerfileSpec(
        agentName,
        port,
        protocol,
        baseImage,
        version,
        sourceUrl,
        revision,
        Optional.of(time),
        files,
        directories,
        hasConfigYaml,
        needsNodejs,
        extras,
        healthCheckPath,
        more);
  }

  private static boolean isInside(String path, SortedSet<String> directories) {
    return directories.stream()
        .anyMatch(
            directory ->
                directory.equals(".")
                    || path.equals(directory)
                    || path.startsWith(directory + "/"));
  }

  private static String requirePath(String path) {
    boolean bad =
        Arrays.stream(path.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    if (bad && !path.equals(".")) {
      throw new IllegalArgumentException("not a path inside the agent's folder: '" + path + "'");
    }
    return path;
  }

  /** Collects what differs from the defaults. Not thread-safe. */
  public static final class Builder {
    private final String agentName;
    private int port = 8080;
    private Protocol protocol = Protocol.REST;
    private String baseImage = DEFAULT_BASE_IMAGE;
    private String version = DEFAULT_VERSION;
    private Optional<String> sourceUrl = Optional.empty();
    private Optional<String> revision = Optional.empty();
    private Optional<Instant> created = Optional.empty();
    private final TreeSet<String> files = new TreeSet<>();
    private final TreeSet<String> directories = new TreeSet<>();
    private boolean configYaml;
    private boolean nodejs;
    private final TreeSet<String> extras = new TreeSet<>();
    private String healthCheckPath = DEFAULT_HEALTH_CHECK_PATH;
    private final Map<String, String> labels = new LinkedHashMap<>();

    private Builder(String agentName) {
      this.agentName = agentName;
    }

    /** Where the server listens. */
    public Builder port(int value) {
      port = value;
      return this;
    }

    /** What the server speaks. */
    public Builder protocol(Protocol value) {
      protocol = value;
      return this;
    }

    /** The image to build from. */
    public Builder baseImage(String value) {
      baseImage = value;
      return this;
    }

    /** The tag. */
    public Builder version(String value) {
      version = value;
      return this;
    }

    /** URL of the source repository, without user info. */
    public Builder sourceUrl(Optional<String> value) {
      sourceUrl = value;
      return this;
    }

    /** The full commit. */
    public Builder revision(Optional<String> value) {
      revision = value;
      return this;
    }

    /** When the image is built. */
    public Builder created(Instant value) {
      created = Optional.of(value);
      return this;
    }

    /** Adds files. */
    public Builder files(Collection<String> paths) {
      files.addAll(paths);
      return this;
    }

    /** Adds directories. */
    public Builder directories(Collection<String> paths) {
      directories.addAll(paths);
      return this;
    }

    /** The context holds a {@code config.yaml}. */
    public Builder withConfigYaml() {
      configYaml = true;
      return this;
    }

    /** Node.js is to be installed. */
    public Builder withNodejs() {
      nodejs = true;
      return this;
    }

    /** Adds extras of the runtime. */
    public Builder extras(Collection<String> names) {
      extras.addAll(names);
      return this;
    }

    /** Where the server answers 2xx when healthy. */
    public Builder healthCheckPath(String value) {
      healthCheckPath = value;
      return this;
    }

    /** Adds a label. */
    public Builder label(String name, String value) {
      labels.put(name, value);
      return this;
    }

    /** The specification. */
    public DockerfileSpec build() {
      return new DockerfileSpec(
          agentName,
          port,
          protocol,
          baseImage,
          version,
          sourceUrl,
          revision,
          created,
          files,
          directories,
          configYaml,
          nodejs,
          extras,
          healthCheckPath,
          labels);
    }
  }
}
