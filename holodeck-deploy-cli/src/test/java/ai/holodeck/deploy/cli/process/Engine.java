package ai.holodeck.deploy.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The engine, asked by its own client, as somebody else would. */
final class Engine {

  private Engine() {}

  /** The stand-in base image; made when nobody has made it. */
  static String base() throws IOException, InterruptedException {
    Optional<String> given = Optional.ofNullable(System.getenv("HOLODECK_TEST_BASE_IMAGE"));
    return given.isPresent()
        ? given.get()
        : ask(Program.top().resolve("scripts/standin-image").toString());
  }

  /** An image that runs a command at the beginning of each build on top of it. */
  static String baseThatRuns(Path folder, String name, String command)
      throws IOException, InterruptedException {
    Path dockerfile = folder.resolve("Dockerfile." + name);
    java.nio.file.Files.writeString(
        dockerfile, "FROM " + base() + "\nONBUILD RUN " + command + "\n");
    docker(
        "build",
        "-q",
        "-t",
        "holodeck-cli-it:" + name,
        "-f",
        dockerfile.toString(),
        folder.toString());
    return "holodeck-cli-it:" + name;
  }

  /** The containers of an agent, running or not. */
  static List<String> containersOf(String agent) throws IOException, InterruptedException {
    return docker("ps", "-aq", "--filter", "label=com.holodeck.agent=" + agent).lines().toList();
  }

  /** Removes what a test has left of an agent, images too. */
  static void removeAll(String agent) throws IOException, InterruptedException {
    remove(List.of("rm", "-f", "-v"), containersOf(agent));
    String title = "label=org.opencontainers.image.title=" + agent;
    remove(
        List.of("image", "rm", "-f"),
        docker("images", "-q", "--filter", title).lines().distinct().toList());
  }

  private static void remove(List<String> command, List<String> ids)
      throws IOException, InterruptedException {
    if (!ids.isEmpty()) {
      List<String> words = new ArrayList<>(command);
      words.addAll(ids);
      docker(words.toArray(String[]::new));
    }
  }

  static String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    return ask(command.toArray(String[]::new));
  }

  private static String ask(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output.strip();
  }
}
