package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Mapping;
import ai.holodeck.deploy.config.Node;
import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.config.Suggestion;
import ai.holodeck.deploy.error.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the tools of an agent need in its image. */
final class ToolReader {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*");
  private static final Set<String> NODE_COMMANDS = Set.of("node", "npx", "yarn", "pnpm");
  private static final Set<String> DATABASE_EXTRAS =
      Set.of("chromadb", "qdrant", "pinecone", "postgres");
  private static final Map<String, String> SCHEME_EXTRAS = Map.of("az", "azure-blob", "s3", "s3");

  private final ReferencedFiles files;
  private final ImageNeeds needs;
  private final Map<String, VectorStore> vectorStores;
  private final Problems problems;

  /**
   * A vector store of the layered configuration.
   *
   * @param block its settings
   * @param ownLayer whether it stands in the user's own configuration
   */
  record VectorStore(Mapping block, boolean ownLayer) {}

  ToolReader(
      ReferencedFiles files,
      ImageNeeds needs,
      Map<String, VectorStore> vectorStores,
      Problems problems) {
    this.files = files;
    this.needs = needs;
    this.vectorStores = vectorStores;
    this.problems = problems;
  }

  /** Reads one tool of the agent. */
  void read(String key, Mapping tool) {
    switch (text(tool, "type").orElse("")) {
      case "function", "prompt" ->
          scalar(key, tool, "file").ifPresent(file -> files.addFile(key + ".file", file));
      case "vectorstore", "hierarchical_document" -> {
        scalar(key, tool, "source").ifPresent(source -> source(key + ".source", source));
        tool.get("database").ifPresent(database -> database(key + ".database", database));
      }
      case "mcp" -> readMcp(key, tool);
      default -> {}
    }
  }

  /** Reads an MCP tool, of the agent or of a lower layer. */
  void readMcp(String key, Mapping tool) {
    scalar(key, tool, "command")
        .map(command -> command.text().substring(command.text().lastIndexOf('/') + 1))
        .filter(NODE_COMMANDS::contains)
        .ifPresent(command -> needs.nodejs());
    scalar(key, tool, "env_file")
        .ifPresent(
            file ->
                needs.notice(
                    file.position()
                        + ": the credentials file '"
                        + file.text()
                        + "' of the tool '"
                        + text(tool, "name").orElse(key)
                        + "' is not packed: give its variables under deployment.environment"));
  }

  private void source(String key, Scalar source) {
    Matcher scheme = SCHEME.matcher(source.text());
    if (!scheme.matches()) {
      files.addSource(key, source);
    } else if (scheme.group(1).equalsIgnoreCase("file")) {
      problems.add(
          source.position(),
          key,
          "'" + source.text() + "' names a file of this machine, which the image does not have",
          "copy it into the agent's folder and name it by a relative path");
    } else {
      Optional.ofNullable(SCHEME_EXTRAS.get(scheme.group(1).toLowerCase(java.util.Locale.ROOT)))
          .ifPresent(needs::extra);
    }
  }

  private void database(String key, Node database) {
    if (database instanceof Mapping block) {
      text(block, "provider").ifPresent(this::provider);
      return;
    }
    if (!(database instanceof Scalar name)) {
      problems.add(
          database.position(),
          key,
          "must be a block or the name of a vector store, found a list",
          "write 'provider: …' below it, or a name of 'vectorstores' in config.yaml");
      return;
    }
    VectorStore store = vectorStores.get(name.text());
    if (store == null) {
      problems.add(
          name.position(),
          key,
          "'"
              + name.text()
              + "' is no vector store of the configuration"
              + Suggestion.hint(name.text(), vectorStores.keySet()),
          "add it under 'vectorstores' in config.yaml beside the agent file");
      return;
    }
    text(store.block(), "provider").ifPresent(this::provider);
    if (store.ownLayer()) {
      needs.notice(
          store.block().position()
              + ": the vector store '"
              + name.text()
              + "' is in your own configuration, which is not packed: add it to config.yaml beside"
              + " the agent file");
    }
  }

  private void provider(String provider) {
    String name = provider.equals("postgresql") ? "postgres" : provider;
    if (DATABASE_EXTRAS.contains(name)) {
      needs.extra(name);
    }
  }

  private Optional<Scalar> scalar(String key, Mapping tool, String name) {
    Optional<Node> node = tool.get(name);
    if (node.isPresent() && !(node.get() instanceof Scalar)) {
      problems.add(
          node.get().position(),
          key + "." + name,
          "must be a single value, found " + (node.get() instanceof Mapping ? "a block" : "a list"),
          "write one value");
      return Optional.empty();
    }
    return node.map(Scalar.class::cast);
  }

  private static Optional<String> text(Mapping block, String key) {
    return block.get(key).filter(Scalar.class::isInstance).map(node -> ((Scalar) node).text());
  }
}
