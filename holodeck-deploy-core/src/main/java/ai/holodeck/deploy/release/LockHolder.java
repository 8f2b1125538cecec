package ai.holodeck.deploy.release;

import java.time.Instant;
import java.util.Objects;

/**
 * Who holds a lock.
 *
 * @param user the user's name
 * @param host the machine's name
 * @param pid the process id there
 * @param since since when
 * @param purpose doing what, {@code deploy}, {@code destroy}
 */
public record LockHolder(String user, String host, long pid, Instant since, String purpose) {
  public LockHolder {
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(purpose, "purpose");
  }

  /** {@code ann@build-7, process 4711, deploy since 2026-01-02T03:04:05Z}. */
  @Override
  public String toString() {
    return user + "@" + host + ", process " + pid + ", " + purpose + " since " + since;
  }
}
