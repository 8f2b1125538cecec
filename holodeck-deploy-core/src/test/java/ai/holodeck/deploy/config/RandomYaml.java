package ai.holodeck.deploy.config;

import java.util.List;
import java.util.Random;

/** Writes YAML of random shape, in all of its styles. */
final class RandomYaml {
  private static final List<String> SCALARS =
      List.of(
          "1",
          "1.50",
          "yes",
          "~",
          "plain text",
          "a#b",
          "\"q # ' : ,}\"",
          "'it''s: {x}'",
          "ä🤖",
          "\"\\u00e4\\n\"",
          "http://x:1/y",
          "'${NAME}'",
          "-1",
          "\"d:\"",
          "!!str 5");

  private final Random random;

  RandomYaml(long seed) {
    this.random = new Random(seed);
  }

  boolean coin() {
    return random.nextBoolean();
  }

  int upTo(int bound) {
    return random.nextInt(bound);
  }

  /**
   * {@code key: value} on its own lines, at this indentation, with any comments below it that are
   * deeper.
   */
  String entry(String key, int indent) {
    String pad = " ".repeat(indent);
    return pad + writtenKey(key) + ":" + value(indent, 0);
  }

  String flowEntry(String key) {
    return writtenKey(key) + ": " + flowValue(0);
  }

  private String writtenKey(String key) {
    return switch (upTo(4)) {
      case 0 -> '"' + key + '"';
      case 1 -> "'" + key + "'";
      default -> key;
    };
  }

  /** What follows the colon, with the line break that ends it. */
  private String value(int indent, int depth) {
    String inner = " ".repeat(indent + 1 + upTo(3));
    return switch (upTo(depth > 2 ? 4 : 7)) {
      case 0 -> " " + flowValue(depth) + comment() + "\n";
      case 1 ->
          " |" + List.of("", "+", "-").get(upTo(3)) + "\n" + inner + "a # b\n\n" + inner + "d:\n";
      case 2 -> " >\n" + inner + "folded\n" + inner + "{text\n";
      case 3 -> comment() + "\n"; // no value
      case 4 -> comment() + "\n" + sequence(indent + upTo(2), depth);
      default -> comment() + "\n" + mapping(inner.length(), depth);
    };
  }

  private String mapping(int indent, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= upTo(3); i++) {
      text.append(" ".repeat(indent)).append("k").append(i).append(":");
      text.append(value(indent, depth + 1));
      if (upTo(5) == 0) {
        text.append(" ".repeat(indent)).append("# deeper\n");
      }
      if (upTo(8) == 0) {
        text.append("\n");
      }
    }
    return text.toString();
  }

  private String sequence(int indent, int depth) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i <= upTo(3); i++) {
      text.append(" ".repeat(indent)).append("-").append(value(indent, depth + 1));
    }
    return text.toString();
  }

  private String flowValue(int depth) {
    return switch (upTo(depth > 2 ? 1 : 4)) {
      case 1 -> "[" + scalar() + ", " + flowValue(depth + 1) + (coin() ? "," : "") + " ]";
      case 2 -> "{x: " + flowValue(depth + 1) + " , y: [] }";
      default -> scalar();
    };
  }

  private String scalar() {
    return SCALARS.get(upTo(SCALARS.size()));
  }

  private String comment() {
    return upTo(3) == 0 ? " # note: {d: 1}" : "";
  }
}
