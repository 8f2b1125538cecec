package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Sequence;
import ai.holodeck.deploy.config.YamlFile;
import ai.holodeck.deploy.error.Problems;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads of an agent file and its layers what the deployment engine needs, and ignores the rest. */
final class AgentReader {
  private static final Set<String> READ_OF_USER =
      Set.of("deployment", "mcp_servers", "vectorstores");

  private final Layers layers;
  private final Mapping agent;
  private final ReferencedFiles files;
  private final ImageNeeds needs;
  private final Problems problems;

  AgentReader(
      Layers layers, Mapping agent, ReferencedFiles files, ImageNeeds needs, Problems problems) {
    this.layers = layers;
    this.agent = agent;
    this.files = files;
    this.needs = needs;
    this.problems = problems;
  }

  /** The agent's name; empty when it has none, which is a fault. */
  Optional<String> name() {
    Optional<Node> name = agent.get("name");
    if (name.isPresent() && name.get() instanceof Scalar scalar && !scalar.text().isBlank()) {
      return Optional.of(scalar.text());
    }
    problems.add(
        name.map(Node::position).orElse(agent.position()),
        "name",
        name.isEmpty() ? "is required" : "must be text that is not blank",
        "give the agent a name: 'name: support-bot'");
    return Optional.empty();
  }

  void read() {
    block(agent, "instructions")
        .flatMap(block -> scalar(block, "instructions.", "file"))
        .ifPresent(file -> files.addFile("instructions.file", file));
    block(agent, "model")
        .flatMap(model -> model.get("provider"))
        .filter(provider -> provider instanceof Scalar scalar && scalar.text().equals("anthropic"))
        .ifPresent(provider -> needs.extra("claude-otel"));
    if (agent.get("response_format").orElse(null) instanceof Scalar schema) {
      files.addFile("response_format", schema);
    }
    tools();
    scalar(agent, "", "test_cases_file").ifPresent(file -> files.addFile("test_cases_file", file));
    otherSettingsOfUser();
  }

  private void tools() {
    ToolReader reader = new ToolReader(files, needs, vectorStores(), problems);
    Set<String> names = new LinkedHashSet<>();
    Optional<Node> tools = agent.get("tools");
    if (tools.isPresent() && tools.get() instanceof Sequence list) {
      for (int i = 0; i < list.items().size(); i++) {
        String key = "tools[" + i + "]";
        Node item = list.items().get(i);
        if (item instanceof Mapping tool) {
          nameOf(tool).ifPresent(names::add);
          reader.read(key, tool);
        } else {
          problems.add(item.position(), key, "must be a block of keys", "write '- name: …'");
        }
      }
    } else {
      tools.ifPresent(
          wrong -> problems.add(wrong.position(), "tools", "must be a list", "write '- name: …'"));
    }
    mcpServers(reader, names);
  }

  /**
   * Servers of the lower layers count as tools unless the agent has one of the name; the project's
   * hide the user's.
   */
  private void mcpServers(ToolReader reader, Set<String> names) {
    layers
        .project()
        .ifPresent(
            file ->
                servers(file)
                    .forEach(
                        (name, server) -> {
                          if (names.add(name)) {
                            reader.readMcp("mcp_servers." + name, server);
                          }
                        }));
    layers
        .user()
        .ifPresent(
            file ->
                servers(file)
                    .forEach(
                        (name, server) -> {
                          if (names.add(name)) {
                            reader.readMcp("mcp_servers." + name, server);
                            needs.notice(
                                server.position()
                                    + ": the MCP server '"
                                    + name
                                    + "' is in your own configuration, which is not packed: add it to config.yaml beside"
                                    + " the agent file");
                          }
                        }));
  }

  /** A list of blocks with a name, or a block of blocks by name. */
  private Map<String, Mapping> servers(YamlFile file) {
    Map<String, Mapping> result = new LinkedHashMap<>();
    Node node = file.root().get("mcp_servers").orElse(Mapping.empty(file.root().position()));
    if (node instanceof Mapping byName) {
      byName
          .entries()
          .forEach(
              (name, entry) -> {
                if (entry.value() instanceof Mapping server) {
                  result.put(name, server);
                }
              });
    } else if (node instanceof Sequence list) {
      for (Node item : list.items()) {
        if (item instanceof Mapping server) {
          result.put(nameOf(server).orElse("mcp_servers[" + result.size() + "]"), server);
        }
      }
    } else {
      problems.add(
          node.position(), "mcp_servers", "must be a list of servers", "write '- name: …'");
    }
    return result;
  }

  private Map<String, ToolReader.VectorStore> vectorStores() {
    Map<String, ToolReader.VectorStore> result = new HashMap<>();
    layers.user().ifPresent(file -> addStores(file, true, result));
    layers.project().ifPresent(file -> addStores(file, false, result));
    return result;
  }

  private static void addStores(
      YamlFile file, boolean ownLayer, Map<String, ToolReader.VectorStore> result) {
    block(file.root(), "vectorstores")
        .ifPresent(
            stores ->
                stores
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (entry.value() instanceof Mapping store) {
                            result.put(name, new ToolReader.VectorStore(store, ownLayer));
                          }
                        }));
  }

  private void otherSettingsOfUser() {
    layers
        .user()
        .ifPresent(
            file -> {
              List<String> others =
                  file.root().entries().keySet().stream()
                      .filter(key -> !READ_OF_USER.contains(key))
                      .toList();
              if (!others.isEmpty()) {
                needs.notice(
                    file.file()
                        + " is not packed: what the agent needs of "
                        + String.join(", ", others)
                        + " belongs into config.yaml beside the agent file");
              }
            });
  }

  private static Optional<String> nameOf(Mapping tool) {
    return tool.get("name").filter(Scalar.class::isInstance).map(name -> ((Scalar) name).text());
  }

  private static Optional<Mapping> block(Mapping from, String key) {
    return from.get(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
  }

  private Optional<Scalar> scalar(Mapping from, String path, String key) {
    Optional<Node> node = from.get(key);
    if (node.isPresent() && !(node.get() instanceof Scalar)) {
      problems.add(node.get().position(), path + key, "must be a single path", "name one file");
      return Optional.empty();
    }
    return node.map(Scalar.class::cast);
  }
}
