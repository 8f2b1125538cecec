package ai.holodeck.deploy.context;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/**
 * One entry of a build context. Paths are relative, separated by {@code /}, without {@code .} or
 * {@code ..}.
 */
public sealed interface ContextEntry {
  /** Where it stands in the context. */
  String path();

  /** POSIX permission bits, {@code 0444} and the like. */
  int mode();

  /**
   * A directory; its parents need no entry of their own.
   *
   * @param path relative
   * @param mode POSIX permission bits
   */
  record Directory(String path, int mode) implements ContextEntry {
    public Directory {
      Paths.check(path);
    }
  }

  /**
   * A regular file.
   *
   * @param path relative
   * @param mode POSIX permission bits
   * @param size in bytes; exactly what {@code content} gives
   * @param content opened when it is hashed and when it is sent, each time anew
   */
  record File(String path, int mode, long size, Content content) implements ContextEntry {
    public File {
      Paths.check(path);
    }

    /** A file whose content is held in memory. */
    public static File of(String path, int mode, byte[] bytes) {
      byte[] copy = bytes.clone();
      return new File(path, mode, copy.length, () -> new ByteArrayInputStream(copy));
    }
  }

  /** Where the bytes of a file come from. */
  @FunctionalInterface
  interface Content {
    /**
     * Opens the bytes; the caller closes.
     *
     * @throws IOException when the file cannot be read; the stream throws one that says so when the
     *     file is no longer as long as it was when the context was put together
     */
    InputStream open() throws IOException;
  }

  /** The rule for paths. */
  final class Paths {
    private static final Pattern BAD = Pattern.compile("^/|/\\z|//|(^|/)\\.\\.?(/|\\z)|\0");

    private Paths() {}

    static void check(String path) {
      if (path.isEmpty() || BAD.matcher(path).find()) {
        throw new IllegalArgumentException(
            "not a relative path inside a build context: '" + path + "'");
      }
    }
  }
}
