package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.context.ContextEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that takes longer to read than anybody waits. Whoever reads it when it is closed fails.
 */
final class EndlessFile implements AutoCloseable {
  private static final long SIZE = 1L << 40;
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

  private volatile boolean read;
  private volatile boolean streamClosed;
  private volatile boolean over;

  ContextEntry entry(String path) {
    return new ContextEntry.File(path, 0444, SIZE, Content::new);
  }

  /** Whether somebody has begun to read it. */
  boolean isRead() {
    return read;
  }

  /** Whether whoever opened it has closed it. */
  boolean isClosed() {
    return streamClosed;
  }

  @Override
  public void close() {
    over = true;
  }

  private final class Content extends InputStream {
    @Override
    public int read() throws IOException {
      return read(new byte[1], 0, 1) < 0 ? -1 : 0;
    }

    /** Slow, so that what is read fills neither disk nor memory. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (over) {
        throw new IOException("the rule is over");
      }
      read = true;
      pause();
      return Math.min(length, 1024);
    }

    /** Also where the thread is interrupted, and parks no more. */
    private void pause() {
      long end = System.nanoTime() + PAUSE;
      for (long left = PAUSE; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }

    @Override
    public void close() {
      streamClosed = true;
    }
  }
}
