package ai.holodeck.deploy.context;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.PatternSyntaxException;

/**
 * The {@code .dockerignore} of a folder, with Docker's own meaning: the last pattern that matches a
 * path or one of its parent directories decides; {@code !} keeps what earlier lines ignored, also
 * inside an ignored directory. (The classic builder's client does not look into an ignored
 * directory for patterns like {@code !**}{@code /x}; newer ones do, and so does this.)
 */
final class DockerIgnore {
  static final String NAME = ".dockerignore";

  private final List<IgnorePattern> patterns;
  private final Map<String, BitSet> folders = new ConcurrentHashMap<>();

  private DockerIgnore(List<IgnorePattern> patterns) {
    this.patterns = List.copyOf(patterns);
  }

  /** That of the folder; empty when it has none. */
  static DockerIgnore of(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return new DockerIgnore(List.of());
    } catch (IOException e) {
      throw new DeployException(
          CoreError.FILES_INVALID,
          "cannot read " + file,
          "make it a readable UTF-8 text file, or remove it",
          e);
    }
  }

  static DockerIgnore parse(String name, String text) {
    List<IgnorePattern> patterns = new ArrayList<>();
    String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = IgnorePattern.strip(lines[i]);
      if (lines[i].startsWith("#") || line.isEmpty()) {
        continue;
      }
      try {
        patterns.add(IgnorePattern.parse(i + 1, line));
      } catch (PatternSyntaxException e) {
        throw new DeployException(
            CoreError.FILES_INVALID,
            name + ":" + (i + 1) + ": '" + line + "' is not a pattern: " + e.getDescription(),
            "correct or remove the line",
            e);
      }
    }
    return new DockerIgnore(patterns);
  }

  /**
   * The pattern that makes a path ignored, the path relative to the folder; empty when it is not.
   * The folder itself never is.
   */
  Optional<IgnorePattern> ignoring(String path) {
    int last = path.equals(".") ? -1 : match(path).length() - 1;
    return last < 0
        ? Optional.empty()
        : Optional.of(patterns.get(last)).filter(p -> p.verdict() == IgnorePattern.Verdict.IGNORED);
  }

  /**
   * The patterns that match a path or one of its parents, as {@code MatchesUsingParentResults}
   * there finds them: a pattern that would change nothing at a directory is not asked there, and so
   * is not handed down.
   */
  private BitSet match(String path) {
    BitSet matched = matchParent(path);
    boolean isIgnored = false;
    for (int i = 0; i < patterns.size(); i++) {
      IgnorePattern pattern = patterns.get(i);
      boolean ignores = pattern.verdict() == IgnorePattern.Verdict.IGNORED;
      if (!matched.get(i) && ignores != isIgnored && pattern.matches(path)) {
        matched.set(i);
      }
      if (matched.get(i)) {
        isIgnored = ignores;
      }
    }
    return matched;
  }

  private BitSet matchParent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return new BitSet();
    }
    String parent = path.substring(0, slash);
    BitSet known = folders.get(parent);
    if (known == null) {
      known = match(parent);
      folders.put(parent, known);
    }
    return (BitSet) known.clone();
  }

  /** Whether something inside an ignored directory can be kept. */
  boolean hasExceptions() {
    return patterns.stream().anyMatch(pattern -> pattern.verdict() == IgnorePattern.Verdict.KEPT);
  }
}
