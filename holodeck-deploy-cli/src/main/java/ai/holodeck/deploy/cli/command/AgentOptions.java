package ai.holodeck.deploy.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which agent, and where it runs. */
final class AgentOptions {

  @Parameters(
      arity = "0..1",
      paramLabel = "agent.yaml",
      defaultValue = "agent.yaml",
      description = "The agent file. Default: ${DEFAULT-VALUE}.")
  Path file = Path.of("agent.yaml");

  @Option(
      names = "--local",
      description = "Use the local container engine as the target, whatever the agent file says.")
  boolean local;
}
