package ai.holodeck.deploy.agent;

import ai.holodeck.deploy.config.Scalar;
import ai.holodeck.deploy.context.PackagedPath;
import ai.holodeck.deploy.error.Problems;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Gathers the files and directories that an agent refers to. What is missing or outside is a fault.
 */
final class ReferencedFiles {
  private static final Pattern WINDOWS_DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*");

  private final Path agentFile;
  private final Path folder;
  private final Problems problems;
  private final Map<String, PackagedPath> found = new LinkedHashMap<>();

  ReferencedFiles(Path agentFile, Problems problems) {
    this.agentFile = agentFile;
    Path parent = agentFile.toAbsolutePath().normalize().getParent();
    this.folder = parent == null ? agentFile.toAbsolutePath() : parent;
    this.problems = problems;
  }

  /** In the order in which the agent refers to them, nothing twice. */
  List<PackagedPath> found() {
    return List.copyOf(found.values());
  }

  /** A key whose value is one file. */
  void addFile(String key, Scalar value) {
    locate(key, value)
        .ifPresent(
            path -> {
              if (path.kind() == PackagedPath.Kind.DIRECTORY) {
                fault(key, value, "is a directory, and a file is wanted", "name a file in it");
              } else {
                found.putIfAbsent(path.path(), path);
              }
            });
  }

  /** A key whose value is a file, a directory, or a pattern for them. */
  void addSource(String key, Scalar value) {
    if (!Glob.isPattern(value.text()) || existsLiterally(value.text())) {
      locate(key, value).ifPresent(path -> found.putIfAbsent(path.path(), path));
      return;
    }
    Optional<String> pattern = relative(key, value);
    if (pattern.isEmpty()) {
      return;
    }
    List<String> matches = matches(key, value, pattern.get());
    if (matches.isEmpty()) {
      fault(
          key,
          value,
          "matches no file",
          "add files beside " + agentFile.getFileName() + ", or correct the pattern");
    }
    for (String match : matches) {
      locate(key, new Scalar(value.position(), match, Scalar.Kind.STRING))
          .ifPresent(path -> found.putIfAbsent(path.path(), path));
    }
  }

  private List<String> matches(String key, Scalar value, String pattern) {
    try {
      return Glob.expand(folder, pattern).stream().filter(path -> !isPackedAnyway(path)).toList();
    } catch (IOException e) {
      fault(key, value, "cannot be searched: " + e.getMessage(), "make the folder readable");
      return List.of();
    }
  }

  /** The image has these of its own; a pattern that happens to match them means the other files. */
  private boolean isPackedAnyway(String path) {
    return path.equals(String.valueOf(agentFile.getFileName()))
        || List.of("agent.yaml", "config.yml", "config.yaml", "entrypoint.sh").contains(path);
  }

  private boolean existsLiterally(String text) {
    try {
      return Files.exists(folder.resolve(text), LinkOption.NOFOLLOW_LINKS);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private Optional<PackagedPath> locate(String key, Scalar value) {
    Optional<String> relative = relative(key, value);
    if (relative.isEmpty()) {
      return Optional.empty();
    }
    Path path = folder.resolve(relative.get());
    if (!Files.exists(path)) {
      boolean dangling = Files.isSymbolicLink(path);
      fault(
          key,
          value,
          dangling ? "is a symbolic link to something that does not exist" : "does not exist",
          dangling
              ? "correct the link"
              : "create it beside " + agentFile.getFileName() + ", or correct the path");
      return Optional.empty();
    }
    if (leavesThroughLink(path)) {
      fault(
          key,
          value,
          "leads out of the agent's folder through a symbolic link",
          "copy the file into the folder");
      return Optional.empty();
    }
    if (Files.isDirectory(path)) {
      return Optional.of(
          new PackagedPath(relative.get(), PackagedPath.Kind.DIRECTORY, value.position()));
    }
    if (Files.isRegularFile(path)) {
      return Optional.of(
          new PackagedPath(relative.get(), PackagedPath.Kind.FILE, value.position()));
    }
    fault(key, value, "is neither a file nor a directory", "name a file or a directory");
    return Optional.empty();
  }

  /**
   * The path without {@code .} and {@code ..}, separated by slashes; a fault when it is not inside
   * the folder.
   */
  private Optional<String> relative(String key, Scalar value) {
    String text = value.text();
    try {
      Path path = Path.of(text);
      if (text.isBlank()) {
        fault(key, value, "is no path", "name a file, or remove the key");
      } else if (path.isAbsolute() || WINDOWS_DRIVE.matcher(text).matches()) {
        fault(
            key,
            value,
            "is an absolute path, and only what is in the agent's folder is packed",
            "copy it into the folder and name it relative to " + agentFile.getFileName());
      } else if (path.normalize().startsWith("..")) {
        fault(
            key,
            value,
            "leaves the agent's folder, and only what is in it is packed",
            "copy it into the folder and name it relative to " + agentFile.getFileName());
      } else if (path.normalize().toString().isEmpty()) {
        fault(key, value, "is the agent's folder itself", "name a folder in it");
      } else {
        return Optional.of(path.normalize().toString().replace(File.separatorChar, '/'));
      }
    } catch (InvalidPathException e) {
      fault(key, value, "is no path: " + e.getReason(), "correct the path");
    }
    return Optional.empty();
  }

  private boolean leavesThroughLink(Path path) {
    try {
      return !path.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      return true; // unreadable on the way: nothing that could be packed
    }
  }

  private void fault(String key, Scalar value, String rule, String fix) {
    problems.add(value.position(), key, "'" + value.text() + "' " + rule, fix);
  }
}
