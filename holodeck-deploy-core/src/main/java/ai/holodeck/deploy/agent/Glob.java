package ai.holodeck.deploy.agent;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Patterns for files as the agent's own runtime (Python's {@code glob}) understands them: {@code
 * *}, {@code ?}, {@code […]} inside a name, {@code **} for any folders, none among them; a leading
 * dot is matched only when it is written. The JDK's own patterns differ in the last two.
 */
final class Glob {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

  private Glob() {}

  static boolean isPattern(String text) {
    return WILDCARD.matcher(text).find();
  }

  /** The files, and the directories named by a last {@code *}, relative to the folder, sorted. */
  static List<String> expand(Path folder, String pattern) throws IOException {
    Pattern wanted = Pattern.compile(regex(pattern), Pattern.DOTALL);
    Path start = folder;
    for (String segment : pattern.split("/")) {
      if (isPattern(segment)) {
        break;
      }
      start = start.resolve(segment);
    }
    SortedSet<String> found = new TreeSet<>();
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return add(directory);
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return add(file);
          }

          private FileVisitResult add(Path path) {
            String name = folder.relativize(path).toString().replace('\\', '/');
            if (!name.isEmpty() && wanted.matcher(name).matches()) {
              found.add(name);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return List.copyOf(found);
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    String[] segments = pattern.split("/");
    for (int i = 0; i < segments.length; i++) {
      boolean last = i == segments.length - 1;
      if (segments[i].equals("**")) {
        regex.append(last ? "(?:[^./][^/]*/)*[^./][^/]*" : "(?:[^./][^/]*/)*");
      } else {
        regex.append(segment(segments[i])).append(last ? "" : "/");
      }
    }
    return regex.toString();
  }

  private static String segment(String text) {
    StringBuilder regex = new StringBuilder(text.startsWith(".") ? "" : "(?!\\.)");
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        int end = c == '[' ? text.indexOf(']', Math.min(i + 1, text.length())) : -1;
        if (end < 0) {
          regex.append(Pattern.quote(String.valueOf(c)));
        } else {
          regex.append(characterClass(text.substring(i, end)));
          i = end + 1;
        }
      }
    }
    return regex.toString();
  }

  private static String characterClass(String inner) {
    boolean negated = inner.startsWith("!");
    String members =
        (negated ? inner.substring(1) : inner).replaceAll("([\\\\\\[\\]&^])", "\\\\$1");
    return "[" + (negated ? "^/" : "") + members + "]";
  }
}
