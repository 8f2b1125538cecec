package ai.holodeck.deploy.cli.command;

import ai.holodeck.deploy.cli.console.Console;
import ai.holodeck.deploy.cli.console.Failure;
import ai.holodeck.deploy.cli.console.Format;
import ai.holodeck.deploy.cli.console.StackTrace;
import ai.holodeck.deploy.cli.logging.Logging;
import ai.holodeck.deploy.config.Durations;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.image.Platform;
import ai.holodeck.deploy.image.Tag;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses a command line and carries it out. */
public final class Commands {

  private final Host host;

  /** Commands that stand on this. */
  public Commands(Host host) {
    this.host = host;
  }

  /**
   * Carries out one command; the result is the exit code. Nothing but the console tells of a
   * failure.
   */
  public int run(String... arguments) {
    CommandLine commands = commandLine(arguments);
    try {
      return commands.execute(arguments);
    } catch (Error defect) {
      // picocli hands on exceptions only; a class that is missing at run time is a defect like any
      // other.
      return onFailure(defect, commands, arguments);
    }
  }

  CommandLine commandLine(String... arguments) {
    Console console = host.console();
    CommandLine commands = new CommandLine(Holodeck.class, new Factory(host));
    commands
        .registerConverter(Duration.class, Commands::duration)
        .registerConverter(Since.class, new Since.Converter())
        .registerConverter(Tag.class, text -> valid(() -> new Tag(text)))
        .registerConverter(Platform.class, text -> valid(() -> new Platform(text)))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setUsageHelpLongOptionsMaxWidth(30)
        .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
        .setOut(new PrintWriter(console.output(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(console.error(), true, StandardCharsets.UTF_8))
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((failure, all) -> onUsage(failure, arguments))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> onFailure(failure, command, arguments));
    return commands;
  }

  private int execute(ParseResult parsed) {
    refuseStrayArguments(parsed);
    output(leaf(parsed).commandSpec().commandLine())
        .ifPresent(options -> Logging.configure(options.loudness(), host.console().error()));
    return new CommandLine.RunLast().execute(parsed);
  }

  /**
   * {@code deploy prod.yaml status} would read the status of another agent than it looks: what
   * stands before a command belongs to a command that is not carried out.
   */
  private static void refuseStrayArguments(ParseResult parsed) {
    for (ParseResult at = parsed; at.hasSubcommand(); at = at.subcommand()) {
      if (!at.matchedArgs().isEmpty()) {
        throw new ParameterException(
            at.commandSpec().commandLine(),
            "'"
                + word(at.matchedArgs().get(0))
                + "' stands before the command '"
                + at.subcommand().commandSpec().name()
                + "'; write it after the command");
      }
    }
  }

  private static String word(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName()
        : String.join(" ", argument.originalStringValues());
  }

  private int onUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    Failure usage =
        Failure.ofUsage(message(failure), suggestions(failure), "see '" + name + " --help'");
    host.console().fail(usage, asksForJson(arguments) ? Format.JSON : Format.TEXT);
    return usage.exitCode();
  }

  /** picocli quotes an exception of its converters, and ends sentences as it likes. */
  private static String message(ParameterException failure) {
    String message =
        Optional.ofNullable(failure.getMessage()).orElse("the command line cannot be understood");
    return message.replaceFirst("\\s*\\.\\s*$", "");
  }

  private static List<String> suggestions(ParameterException failure) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      return suggestions.isEmpty()
          ? List.of()
          : List.of("did you mean " + String.join(" or ", suggestions) + "?");
    }
    return List.of();
  }

  private int onFailure(Throwable failure, CommandLine command, String[] arguments) {
    Optional<OutputOptions> options = output(command);
    Failure told =
        failure instanceof DeployException known
            ? Failure.of(known)
            : Failure.ofDefect(
                failure, "holodeck " + String.join(" ", arguments) + " --stacktrace");
    host.console().fail(told, options.map(o -> o.format).orElse(Format.TEXT));
    if (options.map(o -> o.stacktrace).orElse(false)) {
      host.console().note(StackTrace.of(failure));
    }
    return told.exitCode();
  }

  private static ParseResult leaf(ParseResult parsed) {
    ParseResult at = parsed;
    while (at.hasSubcommand()) {
      at = at.subcommand();
    }
    return at;
  }

  private static Optional<OutputOptions> output(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(mixin -> mixin.userObject())
        .filter(OutputOptions.class::isInstance)
        .map(OutputOptions.class::cast)
        .findFirst();
  }

  /** Asked when the command line could not be parsed, so by looking at its words. */
  private static boolean asksForJson(String[] arguments) {
    String line = " " + String.join(" ", Arrays.asList(arguments)) + " ";
    return line.matches("(?is).* (-o[ =]?|--output[ =])json .*");
  }

  private static Duration duration(String text) {
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'" + text + "' is not a duration such as 90s, 15m or 2h");
    }
  }

  private static <T> T valid(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Makes a command with the host where it takes one. */
  private record Factory(Host host) implements CommandLine.IFactory {
    @Override
    public <T> T create(Class<T> type) throws Exception {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Host.class})) {
          return type.cast(constructor.newInstance(host));
        }
      }
      return CommandLine.defaultFactory().create(type);
    }
  }
}
