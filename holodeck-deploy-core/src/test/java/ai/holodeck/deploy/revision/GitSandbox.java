package ai.holodeck.deploy.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real repository in a temporary folder, untouched by the configuration of the user who runs the
 * tests.
 */
final class GitSandbox {
  private final Path root;
  private final Map<String, String> environment = new HashMap<>();

  GitSandbox(Path root) throws IOException {
    this.root = Files.createDirectories(root);
    environment.put("PATH", System.getenv("PATH"));
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    run("init", "--quiet", "--initial-branch=main");
  }

  Path root() {
    return root;
  }

  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  void commitAll() {
    run("add", "--all");
    run("commit", "--quiet", "--allow-empty", "-m", "change");
  }

  String head() {
    return run("rev-parse", "HEAD").strip();
  }

  String run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@example.org",
                "-c",
                "protocol.file.allow=always"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(command.toString(), e);
    }
  }
}
