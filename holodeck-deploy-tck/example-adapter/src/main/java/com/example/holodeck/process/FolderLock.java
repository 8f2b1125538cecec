package com.example.holodeck.process;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** One change at a time, among threads and among commands; the system ends it with its process. */
final class FolderLock implements AutoCloseable {
  private static final long PAUSE_MILLIS = 50;

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Waits for the lock, at most so long. */
  static FolderLock take(Path file, Duration patience) throws IOException, InterruptedException {
    Files.createDirectories(file.getParent());
    long end = System.nanoTime() + patience.toNanos();
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (!held(channel)) {
        if (System.nanoTime() - end > 0) {
          throw new DeployException(
              CoreError.LOCKED,
              "another command is at work with " + file,
              "wait until it has ended, then run the command again");
        }
        Thread.sleep(PAUSE_MILLIS);
      }
      return new FolderLock(channel);
    } catch (IOException | InterruptedException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static boolean held(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this process has it.
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
