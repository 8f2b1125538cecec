package ai.holodeck.deploy.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent in a folder of its own, with a name that no other test uses. */
final class SampleAgent {

  final String name;
  final Path folder;

  SampleAgent(String name, Path folder) throws IOException {
    this.name = name;
    this.folder = Files.createDirectories(folder.resolve(name));
    write("");
  }

  /** Writes the agent file; {@code environment} are lines of its environment block. */
  void write(String... environment) throws IOException {
    String lines = String.join("\n    ", environment);
    Files.writeString(
        folder.resolve("agent.yaml"),
        """
        name: NAME
        instructions: {file: instructions.md}
        deployment:
          registry: {url: holodeck.test, repository: it/NAME, tag_strategy: latest}
          target: {provider: docker, docker: {}}
          environment:
            LOG_LEVEL: info
            ENVIRONMENT
        """
            .replace("NAME", name)
            .replace("ENVIRONMENT", lines));
    Files.writeString(folder.resolve("instructions.md"), "be kind\n");
  }

  Program program(String base) {
    return Program.jar(folder).with("HOLODECK_BASE_IMAGE", base);
  }

  static String get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
