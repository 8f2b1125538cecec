package ai.holodeck.deploy.dockerfile;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Everything that a user chose passes through here on its way into a Dockerfile: one method per
 * place, because each place has its own reader. What a place cannot hold is refused, never altered.
 *
 * <p>The rules are those of the engine's own code: {@code dockerfile/parser} (lines, JSON arrays),
 * {@code dockerfile/shell} (quotes and {@code $} in words, also in those of a JSON array of COPY),
 * {@code path/filepath.Match} (wildcards of COPY).
 */
final class Escape {
  private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]*");
  private static final Pattern LABEL_KEY =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]*[A-Za-z0-9])?");
  private static final Pattern EXTRA =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
  private static final Pattern URL_PATH =
      Pattern.compile("/(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");

  private Escape() {}

  /** The image after FROM: no word of it may be read as a flag, a variable or a stage name. */
  static String baseImage(String image) {
    if (!IMAGE.matcher(image).matches()) {
      throw refused(
          "the base image", image, "is not an image name", "name it like ghcr.io/acme/base:1.0");
    }
    return image;
  }

  /** A word of a JSON array that the engine takes as it is: CMD, ENTRYPOINT, HEALTHCHECK. */
  static String execWord(String word) {
    StringBuilder json = new StringBuilder(word.length() + 2).append('"');
    word.codePoints()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                json.append('\\').appendCodePoint(c);
              } else if (c == '<' || !isPlain(c)) {
                // '<' would be the start of a here-document to newer parsers.
                for (char unit : Character.toChars(c)) {
                  json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
              } else {
                json.appendCodePoint(c);
              }
            });
    return json.append('"').toString();
  }

  /** A source of COPY, in a JSON array: exactly one file or directory, whatever its name. */
  static String copySource(String path) {
    StringBuilder pattern = new StringBuilder();
    for (char c : requireText("the path", path).toCharArray()) {
      // A class of one character is the only form that both the check for wildcards and the match
      // agree on.
      switch (c) {
        case '*', '?', '[' -> pattern.append('[').append(c).append(']');
        case '\\' -> pattern.append("[\\\\]");
        default -> pattern.append(c);
      }
    }
    return execWord(shellWord(pattern.toString()));
  }

  /** The destination of COPY, in a JSON array. */
  static String copyDestination(String path) {
    return execWord(shellWord(requireText("the path", path)));
  }

  /** The name of a label. */
  static String labelKey(String key) {
    if (!LABEL_KEY.matcher(key).matches()) {
      throw refused(
          "the label name",
          key,
          "is not valid",
          "use letters, digits, '.', '_', '/' and '-', a letter or digit at both ends");
    }
    return key;
  }

  /** The value of a label, quoted. */
  static String labelValue(String key, String value) {
    return doubleQuoted("the value of label " + key, value);
  }

  /** The value of an ENV, quoted. */
  static String envValue(String name, String value) {
    return doubleQuoted("the value of " + name, value);
  }

  /** An extra of the runtime's package, inside the double quotes of a shell command. */
  static String extra(String extra) {
    if (!EXTRA.matcher(extra).matches()) {
      throw refused("the extra", extra, "is not valid", "use letters, digits, '.', '_' and '-'");
    }
    return extra;
  }

  /** The path of the health check, as the end of a URL. */
  static String urlPath(String path) {
    if (!URL_PATH.matcher(path).matches()) {
      throw refused(
          "the health check path",
          path,
          "is not the path of a URL",
          "start it with '/' and write other characters than letters, digits and -._~!$&'()*+,;=:@/? as %XX");
    }
    return path;
  }

  /** What the engine's word reader gives back unchanged; it also reads the words of JSON arrays. */
  private static String shellWord(String word) {
    return word.replaceAll("[\\\\'\"$]", "\\\\$0");
  }

  private static String doubleQuoted(String what, String value) {
    requireText(what, value);
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw refused(
          what, value, "holds a line break or another control character", "write it on one line");
    }
    return '"' + value.replaceAll("[\\\\\"$]", "\\\\$0") + '"';
  }

  private static String requireText(String what, String text) {
    // U+FFFD stands where bytes of a file name could not be decoded.
    if (text.codePoints()
        .anyMatch(c -> c == 0 || c == 0xFFFD || Character.getType(c) == Character.SURROGATE)) {
      throw refused(
          what,
          text,
          "is not valid UTF-8",
          "rename it, or run with a UTF-8 locale (LC_ALL=C.UTF-8)");
    }
    return text;
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }

  private static DeployException refused(String what, String value, String rule, String remedy) {
    return new DeployException(
        CoreError.CONFIG_INVALID,
        what + " " + execWord(value) + " " + rule + ", so no Dockerfile can hold it",
        remedy);
  }
}
