package ai.holodeck.deploy.context;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a file on disk that must be as long as it was when it was found: a tar header has
 * been written by then.
 *
 * @param file the file
 * @param name what to call it
 * @param size the expected size in bytes
 */
record StableContent(Path file, String name, long size) implements ContextEntry.Content {
  @Override
  public InputStream open() throws IOException {
    return new Checked(Files.newInputStream(file));
  }

  private final class Checked extends FilterInputStream {
    private long seen;

    Checked(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? -1 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(n);
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      // Reads instead, so that what is skipped is counted.
      return in.skip(0) + Math.max(0, read(new byte[(int) Math.min(n, 8192)]));
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void count(int n) throws IOException {
      seen += Math.max(n, 0);
      if (seen > size || (n < 0 && seen < size)) {
        throw new IOException(
            "'"
                + name
                + "' changed its size while it was read ("
                + size
                + " bytes before); build again when it is complete");
      }
    }
  }
}
