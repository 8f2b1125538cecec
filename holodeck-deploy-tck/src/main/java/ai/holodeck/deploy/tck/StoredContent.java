package ai.holodeck.deploy.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a store holds, byte by byte, for the rules about content that it cannot read. A piece is
 * what is read and written as one: a file, a blob. Only pieces that carry state count, no locks.
 */
public interface StoredContent {
  /** All pieces that are stored now, by names that tell them apart. */
  Map<String, byte[]> read();

  /** Puts other content in the place of a piece. */
  void write(String piece, byte[] content);

  /** The content of a piece as a version would have written it that this adapter does not know. */
  byte[] ofNewerVersion(byte[] content);

  /**
   * Contents that a piece never has. By default such as no format takes for its own; add what is
   * wrong in yours.
   */
  default List<byte[]> malformed(byte[] content) {
    return List.of(
        "This is not what belongs here.\n".getBytes(StandardCharsets.UTF_8),
        new byte[content.length]);
  }

  /**
   * Pieces that are text files in one folder.
   *
   * @param folder where they lie
   * @param names their names; those that are not there are not stored yet
   * @param newer changes the text of a file into that of a newer version
   */
  static StoredContent ofFiles(Path folder, List<String> names, UnaryOperator<String> newer) {
    return new StoredContent() {
      @Override
      public Map<String, byte[]> read() {
        Map<String, byte[]> pieces = new TreeMap<>();
        try {
          for (String name : names) {
            if (Files.exists(folder.resolve(name))) {
              pieces.put(name, Files.readAllBytes(folder.resolve(name)));
            }
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return pieces;
      }

      @Override
      public void write(String piece, byte[] content) {
        try {
          Files.write(folder.resolve(piece), content);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public byte[] ofNewerVersion(byte[] content) {
        return newer
            .apply(new String(content, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
      }
    };
  }
}
