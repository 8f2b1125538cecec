package ai.holodeck.deploy.agent;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.ConfigException;
import ai.holodeck.deploy.error.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A folder with an agent and a home folder beside it, for tests. */
final class AgentFolder {
  private final Path root;
  private final Map<String, String> variables = new HashMap<>();

  AgentFolder(Path root) {
    this.root = root;
  }

  Path path(String name) {
    return root.resolve("project").resolve(name).normalize();
  }

  AgentFolder variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  AgentFolder file(String name, String text) {
    return write(path(name), text);
  }

  AgentFolder userConfig(String name, String text) {
    return write(root.resolve("home/.holodeck").resolve(name), text);
  }

  AgentFolder agent(String... lines) {
    return file("agent.yaml", String.join("\n", lines) + "\n");
  }

  /** An agent with nothing but a name and a deployment block, of which these are the lines. */
  AgentFolder deployment(String... lines) {
    return agent("name: bot", "deployment:", String.join("\n", lines).indent(2).stripTrailing());
  }

  AgentProject load() {
    return load(Target.AS_WRITTEN);
  }

  AgentProject load(Target target) {
    return load("agent.yaml", target);
  }

  AgentProject load(String name, Target target) {
    return new AgentLoader(Variables.of(variables), root.resolve("home")).load(path(name), target);
  }

  AgentProject stage(String stage, Target target) {
    return new AgentLoader(Variables.of(variables), root.resolve("home"))
        .load(path("agent.yaml"), target, stage);
  }

  DeploymentConfig stage(String stage) {
    return stage(stage, Target.AS_WRITTEN).deployment().orElseThrow();
  }

  DeploymentConfig config() {
    return load().deployment().orElseThrow();
  }

  /** What is wrong, with the folders left out. */
  List<String> faults() {
    return faults(Target.AS_WRITTEN);
  }

  List<String> faults(Target target) {
    return faultsOf(() -> load(target));
  }

  List<String> faultsOfStage(String stage) {
    return faultsOf(() -> stage(stage, Target.AS_WRITTEN));
  }

  List<String> faultsOf(ThrowingCallable load) {
    return catchThrowableOfType(ConfigException.class, load).problems().stream()
        .map(Problem::toString)
        .map(text -> text.replace(root.resolve("project") + "/", ""))
        .map(text -> text.replace(root.resolve("home") + "/", "~/"))
        .toList();
  }

  private AgentFolder write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }
}
