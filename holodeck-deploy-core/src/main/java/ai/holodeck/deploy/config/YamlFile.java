package ai.holodeck.deploy.config;

import ai.holodeck.deploy.error.Position;
import ai.holodeck.deploy.error.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A YAML file that has been read: one document whose root is a block. UTF-8, with or without a byte
 * order mark, at most {@value #MAX_BYTES} bytes. Keys are words and stand once; anchors, aliases
 * and merge keys ({@code <<}) are expanded.
 *
 * @param file the file, as the user named it
 * @param text its text, without a byte order mark
 * @param byteOrderMark whether it starts with one
 * @param root its keys; empty for a file of comments only
 */
public record YamlFile(Path file, String text, boolean byteOrderMark, Mapping root) {
  static final int MAX_BYTES = 4 * 1024 * 1024;

  /**
   * Reads a file that exists. Faults go to the problems; the result is empty when there is no tree
   * because of them, and incomplete when there are others.
   */
  public static Optional<YamlFile> read(Path file, Problems problems) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(
            Position.of(file),
            "",
            "is larger than " + MAX_BYTES + " bytes",
            "keep configuration only in it");
        return Optional.empty();
      }
      return parse(file, Files.readAllBytes(file), problems);
    } catch (IOException e) {
      problems.add(Position.of(file), "", "cannot be read: " + reason(e), "make the file readable");
      return Optional.empty();
    }
  }

  /** As {@link #read}, of bytes in memory. */
  public static Optional<YamlFile> parse(Path file, byte[] bytes, Problems problems) {
    Optional<String> decoded = decode(file, bytes, problems);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    boolean mark = decoded.get().startsWith("\uFEFF");
    String text = mark ? decoded.get().substring(1) : decoded.get();
    return YamlEvents.parse(file, text, problems)
        .flatMap(
            events -> {
              int faults = problems.count();
              Optional<Node> root = Composer.compose(file, events, problems);
              if (root.isEmpty() && problems.count() > faults) {
                return Optional.empty();
              }
              return rootBlock(file, root, problems);
            })
        .map(root -> new YamlFile(file, text, mark, root));
  }

  /**
   * The bytes of the file without one key of the root and its value, cut by source position:
   * everything else stays as it is. A comment below the value and indented deeper than its key goes
   * with it.
   *
   * @param problems gets a fault when the rest would mean something else than before
   */
  public byte[] without(String key, Problems problems) {
    String rest = KeyCut.cut(this, key, problems);
    return ((byteOrderMark ? "\uFEFF" : "") + rest).getBytes(StandardCharsets.UTF_8);
  }

  private static Optional<Mapping> rootBlock(Path file, Optional<Node> root, Problems problems) {
    if (root.isEmpty() || (root.get() instanceof Scalar scalar && scalar.isNull())) {
      return Optional.of(Mapping.empty(Position.of(file)));
    }
    if (root.get() instanceof Mapping block) {
      return Optional.of(block);
    }
    problems.add(
        root.get().position(),
        "",
        "the file holds "
            + (root.get() instanceof Sequence ? "a list" : "a single value")
            + " where keys and values belong",
        "write 'key: value' lines");
    return Optional.empty();
  }

  private static Optional<String> decode(Path file, byte[] bytes, Problems problems) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      problems.add(new Position(file, line, 0), "", "is not UTF-8 text", "save the file as UTF-8");
      return Optional.empty();
    }
    return Optional.of(text);
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }
}
