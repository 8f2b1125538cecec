package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.adapter.InstalledAdapters;
import ai.holodeck.deploy.cli.console.Console.Colour;
import ai.holodeck.deploy.cli.console.Streams;
import ai.holodeck.deploy.cli.console.Terminals;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.operation.Adapters;
import ai.holodeck.deploy.state.JsonStateBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Commands on an engine and a provider in memory, and state in files. */
final class Workbench {

  static final String SECRET = "hunter2-from-the-environment";

  static final String AGENT =
      """
      name: support
      instructions:
        inline: be kind
      deployment:
        registry:
          url: registry.example
          repository: acme/support
          tag_strategy: custom
          custom_tag: v1
        target:
          provider: docker
          docker: {}
        environment:
          API_KEY: ${API_KEY}
          MODE: quiet
      """;

  final Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  final FakeEngine engine = new FakeEngine();
  final FakeRegistry registry = new FakeRegistry();
  final FakeProvider provider = new FakeProvider("docker");
  final Map<String, String> variables = new TreeMap<>(Map.of("API_KEY", SECRET));
  final Path file;
  Terminals terminals = new Terminals(false, false, false);
  String input = "";
  private final Path folder;

  Workbench(Path folder) {
    this.folder = folder;
    this.file = folder.resolve("agent.yaml");
    write(AGENT);
  }

  void write(String agent) {
    try {
      Files.writeString(file, agent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... arguments) {
    Streams streams = new Streams();
    int exitCode = new Commands(host(streams)).run(arguments);
    return new Result(exitCode, streams.output(), streams.error());
  }

  Host host(Streams streams) {
    return new Host(
        streams.console(input, terminals, Colour.ON_TERMINALS),
        Variables.of(variables),
        clock,
        folder.resolve("home"),
        () ->
            new InstalledAdapters(
                Adapters.builder()
                    .imageBuilder(() -> engine)
                    .imagePublisher(() -> registry)
                    .deployer("docker", () -> provider)
                    .stateBackend("json", () -> new JsonStateBackend(clock))
                    .build(),
                List.of()));
  }

  /** What a command left. */
  record Result(int exitCode, String output, String error) {}
}
