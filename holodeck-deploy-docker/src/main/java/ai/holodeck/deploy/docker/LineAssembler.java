package ai.holodeck.deploy.docker;

import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Puts pieces of output together to lines for people: no colours, and of a progress bar only its
 * last state.
 */
final class LineAssembler {
  /** ECMA-48 control sequences, and the two-character ones. */
  private static final Pattern ANSI =
      Pattern.compile(
          "\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|[@-Z\\\\-_])");

  /** A line longer than this is given in pieces. */
  private static final int LONGEST = 64 * 1024;

  private final StringBuilder pending = new StringBuilder();
  private final Consumer<String> lines;

  LineAssembler(Consumer<String> lines) {
    this.lines = lines;
  }

  boolean isAtLineStart() {
    return pending.isEmpty();
  }

  void append(String text) {
    int from = 0;
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      pending.append(text, from, at);
      flush();
      from = at + 1;
    }
    pending.append(text, from, text.length());
    if (pending.length() > LONGEST) {
      flush();
    }
  }

  /** Gives what has no line break yet. */
  void finish() {
    if (!pending.isEmpty()) {
      flush();
    }
  }

  private void flush() {
    lines.accept(clean(pending.toString()));
    pending.setLength(0);
  }

  static String clean(String line) {
    String text = line.indexOf('\u001B') < 0 ? line : ANSI.matcher(line).replaceAll("");
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(text.lastIndexOf('\r', end - 1) + 1, end);
  }
}
