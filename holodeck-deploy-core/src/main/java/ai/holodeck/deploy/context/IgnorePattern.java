package ai.holodeck.deploy.context;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One line of a {@code .dockerignore}, read as {@code github.com/moby/patternmatcher} reads it.
 *
 * @param line 1-based
 * @param text the line as written, without the white space around it
 * @param verdict what it says of the paths it matches
 * @param matcher of a path relative to the folder, without looking at parent directories
 */
record IgnorePattern(int line, String text, Verdict verdict, Predicate<String> matcher) {
  /** What a pattern says of a path. */
  enum Verdict {
    IGNORED,
    KEPT
  }

  /**
   * Reads a line that is neither blank nor a comment.
   *
   * @throws PatternSyntaxException when it is no pattern
   */
  static IgnorePattern parse(int line, String text) {
    boolean isException = text.startsWith("!");
    String pattern = isException ? strip(text.substring(1)) : text;
    if (pattern.isEmpty()) {
      throw new PatternSyntaxException("nothing follows the '!'", text, 0);
    }
    pattern = clean(pattern);
    if (pattern.length() > 1 && pattern.startsWith("/")) {
      pattern = pattern.substring(1);
    }
    return new IgnorePattern(
        line, text, isException ? Verdict.KEPT : Verdict.IGNORED, matcher(strip(pattern)));
  }

  /** Whether the path itself is matched; its parents are not looked at. */
  boolean matches(String path) {
    return matcher.test(path);
  }

  /** Removes white space as Go sees it. */
  static String strip(String text) {
    return text.replaceAll("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$", "");
  }

  /**
   * The same steps as {@code Pattern.compile} and {@code Pattern.match} there, its shortcuts
   * included.
   */
  private static Predicate<String> matcher(String pattern) {
    if (pattern.startsWith("**") && isLiteral(pattern.substring(2))) {
      String suffix = pattern.substring(2);
      return path ->
          path.endsWith(suffix) || (suffix.startsWith("/") && path.equals(suffix.substring(1)));
    }
    if (pattern.endsWith("**") && isLiteral(pattern.substring(0, pattern.length() - 2))) {
      String prefix = pattern.substring(0, pattern.length() - 2);
      return path -> path.startsWith(prefix);
    }
    if (isLiteral(pattern)) {
      return pattern::equals;
    }
    Pattern regex = GoRegex.compile(goRegex(pattern));
    return path -> regex.matcher(path).matches();
  }

  private static boolean isLiteral(String pattern) {
    return pattern.chars().noneMatch(c -> "*?[]\\".indexOf(c) >= 0);
  }

  private static String goRegex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (pattern.startsWith("**", i)) {
        i += pattern.startsWith("/", i + 2) ? 2 : 1;
        regex.append(i == pattern.length() - 1 ? ".*" : "(.*/)?");
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (".+()|{}$".indexOf(c) >= 0) {
        regex.append('\\').append(c);
      } else if (c == '\\' && i + 1 < pattern.length()) {
        regex.append('\\').append(pattern.charAt(++i));
      } else {
        regex.append(c);
      }
    }
    return regex.toString();
  }

  /** Go's {@code path/filepath.Clean}. */
  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        if (!parts.isEmpty() && !parts.getLast().equals("..")) {
          parts.removeLast();
        } else if (!rooted) {
          parts.addLast(part);
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    StringBuilder cleaned = new StringBuilder(rooted ? "/" : "");
    for (Iterator<String> each = parts.iterator(); each.hasNext(); ) {
      cleaned.append(each.next()).append(each.hasNext() ? "/" : "");
    }
    return cleaned.isEmpty() ? "." : cleaned.toString();
  }
}
