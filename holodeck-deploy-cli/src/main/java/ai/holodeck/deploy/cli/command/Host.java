package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.adapter.InstalledAdapters;
import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.environment.Variables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What the commands stand on.
 *
 * @param console where they print
 * @param variables the environment
 * @param clock the time
 * @param userHome the folder that has {@code .holodeck}
 * @param installed finds and wires the adapters, anew at each call; asked only by a command that
 *     needs them
 */
public record Host(
    Console console,
    Variables variables,
    Clock clock,
    Path userHome,
    Supplier<InstalledAdapters> installed) {}
