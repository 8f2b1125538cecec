package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.release.DeploymentKey;
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

  @Option(
      names = "--stage",
      paramLabel = "NAME",
      defaultValue = DeploymentKey.DEFAULT_STAGE,
      description =
          "The stage of the agent, one of deployment.stages in its file. Default: the deployment block itself.")
  String stage = DeploymentKey.DEFAULT_STAGE;
}
