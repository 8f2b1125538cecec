package ai.holodeck.deploy.cli;

import ai.holodeck.deploy.cli.adapter.InstalledAdapters;
import ai.holodeck.deploy.cli.command.Commands;
import ai.holodeck.deploy.cli.command.Host;
import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.cli.console.Console.Colour;
import ai.holodeck.deploy.cli.console.Terminals;
import ai.holodeck.deploy.cli.interrupt.Interrupts;
import ai.holodeck.deploy.environment.Variables;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The process. */
public final class Main {

  private Main() {}

  /** Carries out one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Variables variables = Variables.ofProcess();
    Console console =
        new Console(
            System.in,
            utf8(FileDescriptor.out),
            utf8(FileDescriptor.err),
            Terminals.ofProcess(),
            variables.get("NO_COLOR").filter(value -> !value.isEmpty()).isPresent()
                ? Colour.NEVER
                : Colour.ON_TERMINALS);
    Clock clock = Clock.systemUTC();
    Interrupts interrupts = Interrupts.install(console::note);
    Path home = userHome(variables);
    Host host =
        new Host(
            console,
            variables,
            clock,
            home,
            () -> InstalledAdapters.find(variables, clock, home, console::warn));
    int exitCode = new Commands(host).run(arguments);
    interrupts.done();
    System.exit(interrupts.happened() ? Interrupts.EXIT_CODE : exitCode);
  }

  /** Where a shell's {@code ~} is; the JDK asks the user database alone. */
  private static Path userHome(Variables variables) {
    return Path.of(
        variables
            .get("HOME")
            .filter(value -> !value.isBlank())
            .orElse(System.getProperty("user.home")));
  }

  /**
   * Agents and files have names in any script; what a terminal's locale cannot show is still
   * written whole.
   */
  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), false, StandardCharsets.UTF_8);
  }
}
