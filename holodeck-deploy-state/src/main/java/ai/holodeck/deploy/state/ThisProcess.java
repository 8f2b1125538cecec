package ai.holodeck.deploy.state;

import ai.holodeck.deploy.release.LockHolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who we are, for those who wait for our lock. */
final class ThisProcess {
  /** Where Linux says its host name, without asking a name server. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private static final String HOST = host();

  private ThisProcess() {}

  static LockHolder asHolder(Instant since, String purpose) {
    return new LockHolder(
        System.getProperty("user.name", "unknown"),
        HOST,
        ProcessHandle.current().pid(),
        since.truncatedTo(ChronoUnit.MILLIS),
        purpose);
  }

  /** Whether the holder is a process of this machine that still lives. */
  static boolean seesAlive(LockHolder holder) {
    return holder.host().equals(HOST) && ProcessHandle.of(holder.pid()).isPresent();
  }

  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException unknown) {
        return "localhost";
      }
    }
  }
}
