package ai.holodeck.deploy.cli.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** An agent in a folder of its own, with a name that no other test uses. */
final class SampleAgent {

  final String name;
  final Path folder;

  /** The name gets an end of its own, so that two runs of a test on one engine do not meet. */
  SampleAgent(String prefix, Path folder) throws IOException {
    this.name = prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
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
