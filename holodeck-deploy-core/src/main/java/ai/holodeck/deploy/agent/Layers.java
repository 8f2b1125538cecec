package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.YamlFile;
import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that configure an agent, lowest first: the user's own, the project's beside the agent
 * file, the agent file.
 *
 * @param user {@code ~/.holodeck/config.yml} or {@code .yaml}
 * @param project the same beside the agent file
 * @param agent the agent file; empty when it could not be read
 * @param notices a file that is there and not read
 */
record Layers(
    Optional<YamlFile> user,
    Optional<YamlFile> project,
    Optional<YamlFile> agent,
    List<String> notices) {

  /** Reads all of them, whatever is wrong with any. */
  static Layers read(Path agentFile, Path userHome, Problems problems) {
    List<String> notices = new ArrayList<>();
    Optional<YamlFile> agent = agent(agentFile, problems);
    Optional<YamlFile> project =
        config(agentFile.resolveSibling("config.yml"), problems, notices)
            .filter(file -> !file.file().equals(agentFile));
    Optional<YamlFile> user =
        config(userHome.resolve(".holodeck").resolve("config.yml"), problems, notices);
    return new Layers(user, project, agent, notices);
  }

  /** The deployment blocks of all layers, merged; empty when none has one. */
  Optional<Mapping> deployment(Problems problems) {
    return blocks(DeploymentReader.KEY, problems).stream().reduce(TargetBlock::overlay);
  }

  private List<Mapping> blocks(String key, Problems problems) {
    List<Mapping> blocks = new ArrayList<>();
    for (YamlFile file : all()) {
      Optional<Node> node = file.root().get(key);
      if (node.isPresent() && node.get() instanceof Mapping block) {
        blocks.add(block);
      } else {
        node.ifPresent(
            wrong ->
                problems.add(
                    wrong.position(), key, "must be a block of keys", "write 'key: value' lines"));
      }
    }
    return blocks;
  }

  private List<YamlFile> all() {
    return Stream.of(user, project, agent).flatMap(Optional::stream).toList();
  }

  private static Optional<YamlFile> agent(Path file, Problems problems) {
    if (!Files.isRegularFile(file)) {
      problems.add(
          Position.of(file),
          "",
          Files.isDirectory(file)
              ? "is a directory, not an agent file"
              : Files.exists(file) ? "is not a regular file" : "there is no such file",
          "name the agent file, or run the command in its folder");
      return Optional.empty();
    }
    Optional<YamlFile> read = YamlFile.read(file, problems);
    if (read.isPresent() && read.get().root().entries().isEmpty()) {
      problems.add(
          Position.of(file), "", "the file is empty", "describe the agent in it: at least 'name:'");
      return Optional.empty();
    }
    return read;
  }

  /** Of two spellings the shorter wins. */
  private static Optional<YamlFile> config(Path yml, Problems problems, List<String> notices) {
    Path yaml = yml.resolveSibling("config.yaml");
    boolean both = Files.isRegularFile(yml) && Files.isRegularFile(yaml);
    if (both) {
      notices.add(yaml + " is not read, because " + yml.getFileName() + " is beside it");
    }
    Path file = Files.exists(yml) ? yml : yaml;
    return Files.exists(file) ? YamlFile.read(file, problems) : Optional.empty();
  }
}
