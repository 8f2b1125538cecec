package ai.holodeck.deploy.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program that runs in a folder with these variables, as often as wanted. */
final class Program {

  /** Longer than any of these takes on a busy machine; a test that hangs has to end. */
  private static final long PATIENCE_SECONDS = 120;

  private final List<String> command;
  private final Path folder;
  private final Map<String, String> variables = new HashMap<>();

  Program(Path folder, List<String> command) {
    this.folder = folder;
    this.command = List.copyOf(command);
  }

  /** The runnable jar on the JDK that runs the test. */
  static Program jar(Path folder, String... jvmOptions) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(List.of(jvmOptions));
    command.add("-jar");
    command.add(jarFile().toString());
    return new Program(folder, command);
  }

  static Path jarFile() {
    return Path.of(Objects.requireNonNull(System.getProperty("holodeck.jar"), "holodeck.jar"));
  }

  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The top of the project. */
  static Path top() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.exists(at.resolve("quickstart"))) {
      at = Objects.requireNonNull(at.getParent(), "no quickstart above the working folder");
    }
    return at;
  }

  Program with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  Result run(String... arguments) throws IOException, InterruptedException, TimeoutException {
    return start(arguments).result();
  }

  Running start(String... arguments) throws IOException {
    // A build that runs in the background has SIGINT ignored, which children would inherit.
    List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
    line.addAll(command);
    line.addAll(List.of(arguments));
    Path output = Files.createTempFile("program", ".out");
    Path error = Files.createTempFile("program", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .directory(folder.toFile())
            .redirectInput(new java.io.File("/dev/null"))
            .redirectOutput(output.toFile())
            .redirectError(error.toFile());
    builder.environment().remove("HOLODECK_BASE_IMAGE");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().putAll(variables);
    return new Running(builder.start(), output, error);
  }

  /** A process and what it prints. */
  record Running(Process process, Path output, Path error) {

    Result result() throws IOException, InterruptedException, TimeoutException {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new TimeoutException(
            process.info() + "\n" + Files.readString(output) + "\n" + Files.readString(error));
      }
      Result result =
          new Result(process.exitValue(), Files.readString(output), Files.readString(error));
      Files.delete(output);
      Files.delete(error);
      return result;
    }

    /** Waits until it has printed this to standard error. */
    Running untilError(String text) throws IOException, InterruptedException, TimeoutException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!Files.readString(error).contains(text)) {
        if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
          process.destroyForcibly();
          throw new TimeoutException(
              "never printed '"
                  + text
                  + "':\n"
                  + Files.readString(output)
                  + Files.readString(error));
        }
      }
      return this;
    }

    /** As if by Ctrl-C or kill. */
    Running signal(String name) throws IOException, InterruptedException {
      int code =
          new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
              .inheritIO()
              .start()
              .waitFor();
      if (code != 0) {
        throw new IOException("kill -" + name + " " + process.pid());
      }
      return this;
    }
  }

  /** What a run left. */
  record Result(int exitCode, String output, String error) {}
}
