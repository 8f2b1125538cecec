package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.context.BuildContext;
import ai.holodeck.deploy.context.ContextEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * A build context as a tar stream that is made while it is read: no copy on disk, no thread, and
 * about 64 KiB of memory. Everything is owned by root and dated 1970, so that the same files give
 * the same bytes.
 *
 * <p>One thread reads; any thread may {@link #abort}.
 */
final class ContextTar extends InputStream {
  private static final int CHUNK = 64 * 1024;

  private final Iterator<ContextEntry> entries;
  private final Window window = new Window();
  private final TarArchiveOutputStream tar;
  private final byte[] chunk = new byte[CHUNK];
  private int position;
  private boolean finished;
  private @Nullable InputStream content;
  private String current = "";
  private volatile boolean aborted;
  private volatile @Nullable IOException failure;

  ContextTar(BuildContext context) {
    this.entries = ContextFolders.withParents(context.entries()).iterator();
    this.tar = new TarArchiveOutputStream(window, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    tar.setAddPaxHeadersForNonAsciiNames(true);
  }

  /** Makes the reader fail at its next read: the way to stop an upload. */
  void abort() {
    aborted = true;
  }

  /** Why a file could not be sent; empty when the stream itself did not fail. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == window.size()) {
      if (finished) {
        return -1;
      }
      window.reset();
      position = 0;
      produce();
    }
    int count = Math.min(length, window.size() - position);
    window.copy(position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
      content = null;
    }
  }

  private void produce() throws IOException {
    if (aborted) {
      throw new InterruptedIOException("the build was stopped");
    }
    try {
      if (content != null) {
        copyChunk(content);
      } else if (entries.hasNext()) {
        begin(entries.next());
      } else {
        tar.close();
        finished = true;
      }
    } catch (IOException | UncheckedIOException e) {
      IOException named = new IOException("'" + current + "': " + EngineErrors.words(e), e);
      failure = named;
      throw named;
    }
  }

  private void begin(ContextEntry entry) throws IOException {
    current = entry.path();
    boolean folder = entry instanceof ContextEntry.Directory;
    TarArchiveEntry header =
        new TarArchiveEntry(
            folder ? current + "/" : current,
            folder ? TarConstants.LF_DIR : TarConstants.LF_NORMAL);
    header.setMode(entry.mode());
    header.setModTime(0L);
    header.setIds(0, 0);
    header.setNames("", "");
    if (entry instanceof ContextEntry.File file) {
      header.setSize(file.size());
      tar.putArchiveEntry(header);
      content = file.content().open();
    } else {
      tar.putArchiveEntry(header);
      tar.closeArchiveEntry();
    }
  }

  private void copyChunk(InputStream source) throws IOException {
    int count = source.read(chunk);
    if (count >= 0) {
      tar.write(chunk, 0, count);
    } else {
      close();
      tar.closeArchiveEntry();
    }
  }

  /** What has been made and not yet read. */
  private static final class Window extends ByteArrayOutputStream {
    void copy(int from, byte[] target, int offset, int length) {
      System.arraycopy(buf, from, target, offset, length);
    }
  }
}
