package ai.holodeck.deploy.dockerfile;

import java.util.List;
import java.util.Random;

/** Text made to break out of the place it is written to; the same for the same seed. */
final class Hostile {
  private static final List<String> PIECES =
      List.of(
          "\"",
          "'",
          "\\",
          "$",
          "${HOME}",
          "$PATH",
          "`id`",
          "$(id)",
          "\n",
          "\r",
          "\r\n",
          "\t",
          " ",
          "  ",
          "#",
          "# x",
          "--",
          "--from=a",
          "--chmod=777",
          "-",
          "*",
          "?",
          "[",
          "]",
          "[a]",
          "[!a]",
          "{",
          "}",
          "]\nRUN touch /pwned\n",
          "\"]\nUSER root\n",
          "\\\nRUN touch /pwned",
          ",",
          "<<EOF",
          "<",
          ">",
          "&&",
          ";",
          "|",
          "!",
          "%41",
          ":",
          "=",
          "é",
          "日本",
          "\u202e",
          "\u2028",
          "\u00a0",
          "\ufeff",
          "\u0001",
          "\u007f",
          "\ud83d\ude80",
          "a",
          "b.md",
          "COPY",
          "LABEL x=y");

  private final Random random;

  Hostile(long seed) {
    random = new Random(seed);
  }

  /** Any text, never empty. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** Text on one line, without control characters. */
  String line() {
    return text()
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** The name of a file or folder. */
  String fileName() {
    String name = text().replace("/", "");
    return name.equals(".") || name.equals("..") || name.isEmpty() ? "x" : name;
  }
}
