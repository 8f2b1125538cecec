package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.cli.console.Format;
import ai.holodeck.deploy.operation.AgentLogs;
import ai.holodeck.deploy.service.LogLine;
import ai.holodeck.deploy.service.LogRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holodeck logs}. */
@Command(name = "logs", description = "Print what the deployed agent has logged.")
final class LogsCommand implements Callable<Integer> {

  @Mixin AgentOptions agent = new AgentOptions();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on printing lines as they come, until interrupted.")
  boolean follow;

  @Option(names = "--tail", paramLabel = "N", description = "Only the last N lines.")
  Optional<Integer> tail = Optional.empty();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only lines not older than this: a duration (90s, 15m, 2h) or a time (2026-01-31T08:00:00Z).")
  Optional<Since> since = Optional.empty();

  @Option(
      names = "--system",
      description = "Also what the provider says of the service, where it keeps that.")
  boolean system;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  private final Host host;

  LogsCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    if (tail.orElse(0) < 0) {
      throw new ParameterException(
          spec.commandLine(), "--tail must be 0 or more, found " + tail.orElse(0));
    }
    LogRequest request =
        new LogRequest(
            tail.map(OptionalInt::of).orElseGet(OptionalInt::empty),
            since.map(value -> value.before(host.clock())),
            follow ? LogRequest.Mode.FOLLOW : LogRequest.Mode.PAST,
            system ? LogRequest.Origin.SERVICE_AND_PROVIDER : LogRequest.Origin.SERVICE);
    Session session = new Session(host, output);
    new AgentLogs(session.adapters()).stream(session.project(agent), request, this::print);
    return 0;
  }

  private void print(LogLine line) {
    Console console = host.console();
    if (output.format == Format.JSON) {
      console.jsonLine(document(line));
    } else {
      console.raw((line.stream() == LogLine.Stream.SYSTEM ? "system: " : "") + line.text() + "\n");
    }
    if (console.output().checkError()) {
      // Nobody reads any more (logs --follow | head): end as if told to.
      Thread.currentThread().interrupt();
    }
  }

  private static Map<String, ?> document(LogLine line) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("time", line.time().map(Instant::toString));
    document.put("stream", line.stream().name().toLowerCase(Locale.ROOT));
    document.put("text", line.text());
    return document;
  }
}
