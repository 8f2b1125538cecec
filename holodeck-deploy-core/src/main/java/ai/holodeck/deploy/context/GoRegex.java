package ai.holodeck.deploy.context;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Turns the regular expressions that the engine makes of ignore patterns, which are Go's (RE2),
 * into those of the JDK. Knows only what can occur there; anything else is refused rather than read
 * differently.
 */
final class GoRegex {
  private final String source;
  private final StringBuilder target = new StringBuilder();
  private int at;

  private GoRegex(String source) {
    this.source = source;
  }

  /**
   * The pattern that matches a whole text as Go's would.
   *
   * @throws PatternSyntaxException when there is none
   */
  static Pattern compile(String go) {
    return new GoRegex(go).compile();
  }

  private Pattern compile() {
    while (at < source.length()) {
      char c = source.charAt(at);
      if (c == '[') {
        characterClass();
      } else if (c == '\\') {
        literal(escaped());
      } else if ("(.*)?^".indexOf(c) >= 0) {
        target.append(c);
        at++;
      } else {
        int point = source.codePointAt(at);
        literal(point);
        at += Character.charCount(point);
      }
    }
    // In Go '.' excludes the line feed only, and a '$' would not match before a last one.
    return Pattern.compile(target.toString(), Pattern.UNIX_LINES);
  }

  private void characterClass() {
    target.append('[');
    at++;
    if (at < source.length() && source.charAt(at) == '^') {
      target.append('^');
      at++;
    }
    do {
      literal(classMember());
      if (at < source.length() && source.charAt(at) == '-') {
        at++;
        target.append('-');
        literal(classMember());
      }
    } while (at < source.length() && source.charAt(at) != ']');
    requireMore();
    target.append(']');
    at++;
  }

  private int classMember() {
    requireMore();
    if (source.startsWith("[:", at)) {
      throw new PatternSyntaxException("named character classes are not supported", source, at);
    }
    int point = source.codePointAt(at);
    if (point == '\\') {
      return escaped();
    }
    if (point == ']' || point == '-') {
      throw new PatternSyntaxException("a ']' or '-' here needs a backslash", source, at);
    }
    at += Character.charCount(point);
    return point;
  }

  private int escaped() {
    at++;
    requireMore();
    int point = source.codePointAt(at);
    if (Character.isLetterOrDigit(point)) {
      // To Go's expressions \d is a class, to its file patterns a 'd'.
      throw new PatternSyntaxException("a letter or digit needs no backslash", source, at);
    }
    at += Character.charCount(point);
    return point;
  }

  private void literal(int point) {
    target.append(String.format("\\x{%x}", point));
  }

  private void requireMore() {
    if (at >= source.length()) {
      throw new PatternSyntaxException(
          "it ends inside '[' or after a backslash", source, source.length());
    }
  }
}
