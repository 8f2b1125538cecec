package ai.holodeck.deploy.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code holodeck}. */
@Command(
    name = "holodeck",
    versionProvider = Version.class,
    description = "Packs a HoloDeck agent into a container image and deploys it.",
    footer = {
      "",
      "Each of the other commands may also be written after deploy.",
      "",
      "Exit codes:",
      "   0  done",
      "   2  the command, the agent file or its environment is wrong; nothing was started",
      "   3  the engine, the registry or the provider refused or failed",
      "   4  what is remembered of deployments cannot be read or written",
      "   5  somebody else is deploying the same agent",
      "  10  plan: a deploy would change something",
      "  70  a defect of holodeck itself",
      " 130  interrupted",
      "",
      "Environment: HOLODECK_HOME (~/.holodeck), HOLODECK_BASE_IMAGE, DOCKER_HOST, NO_COLOR."
    },
    subcommands = {
      DeployCommand.class,
      PlanCommand.class,
      BuildCommand.class,
      PushCommand.class,
      RunCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DestroyCommand.class,
      HistoryCommand.class,
      RollbackCommand.class,
      ProvidersCommand.class,
      UnlockCommand.class
    })
final class Holodeck implements Runnable {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version.")
  boolean version;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command is given");
  }
}
