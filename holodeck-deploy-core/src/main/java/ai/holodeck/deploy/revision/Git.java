package ai.holodeck.deploy.revision;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs the git client in a folder: reads only, never asks, and looks at the repository of that
 * folder whatever the caller's environment points to.
 */
final class Git {
  /**
   * The variables that say where to find configuration and how far to search, not which repository
   * to use.
   */
  private static final Set<String> KEPT =
      Set.of(
          "GIT_CONFIG_GLOBAL",
          "GIT_CONFIG_SYSTEM",
          "GIT_CONFIG_NOSYSTEM",
          "GIT_CONFIG_COUNT",
          "GIT_CEILING_DIRECTORIES",
          "GIT_DISCOVERY_ACROSS_FILESYSTEM",
          "GIT_EXEC_PATH");

  private static final List<String> OPTIONS =
      List.of("--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false");

  private final Path folder;
  private final Map<String, String> environment;

  /**
   * @param folder where to run
   * @param environment the caller's variables, {@code PATH} among them
   */
  Git(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = Map.copyOf(environment);
  }

  /**
   * What a command answered.
   *
   * @param exitCode 0 when it succeeded
   * @param output its standard output
   * @param errors its standard error
   */
  record Answer(int exitCode, String output, String errors) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** The only line of the output. */
    String line() {
      return output.endsWith("\n") ? output.substring(0, output.length() - 1) : output;
    }
  }

  /**
   * Runs a command to its end. What a user chose may only stand after {@code --}, where it is a
   * literal path.
   */
  Answer run(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program().toString());
    command.addAll(OPTIONS);
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(nothing()));
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    variables.keySet().removeIf(name -> name.startsWith("GIT_") && !isKept(name));
    variables.putAll(Map.of("LC_ALL", "C", "GIT_TERMINAL_PROMPT", "0", "GIT_OPTIONAL_LOCKS", "0"));
    try {
      return answer(builder.start());
    } catch (IOException e) {
      throw new DeployException(
          CoreError.REVISION_UNKNOWN,
          "cannot run git in " + folder + ": " + e.getMessage(),
          "make the folder and git accessible, or " + GitRepository.CHOOSE,
          e);
    }
  }

  /**
   * Looked up here: the JDK would use the search path of this process, not of the given
   * environment.
   */
  private Path program() {
    for (String entry : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      for (String name : List.of("git", "git.exe")) {
        Path candidate = Path.of(entry, name);
        // A relative entry would run what happens to lie in the current folder.
        if (candidate.isAbsolute()
            && Files.isRegularFile(candidate)
            && Files.isExecutable(candidate)) {
          return candidate;
        }
      }
    }
    throw new DeployException(
        CoreError.REVISION_UNKNOWN,
        "git is not installed, but the image's tag is to be taken from it",
        "install git and see that it is on the PATH, or " + GitRepository.CHOOSE);
  }

  private Answer answer(Process process) {
    CompletableFuture<String> errors =
        CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
    try {
      String output = read(process.getInputStream());
      return new Answer(process.waitFor(), output, errors.join());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DeployException(
          CoreError.INTERRUPTED,
          "interrupted while git looked at " + folder,
          "run the command again",
          e);
    } finally {
      process.destroy();
    }
  }

  private static String read(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what git says", e);
    }
  }

  private static boolean isKept(String name) {
    return KEPT.contains(name)
        || name.startsWith("GIT_CONFIG_KEY_")
        || name.startsWith("GIT_CONFIG_VALUE_");
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }
}
