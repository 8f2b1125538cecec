package ai.holodeck.deploy.docker;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of memory, in Docker's spelling ({@code 512m}) or that of Kubernetes ({@code 512Mi});
 * units of 1024.
 *
 * @param bytes from Docker's own least, 6 MiB
 */
record MemorySize(long bytes) {
  private static final Pattern GRAMMAR =
      Pattern.compile("([0-9]{1,15}(?:\\.[0-9]{1,9})?)([bkmg]?)i?b?");

  /** Docker refuses less ("Minimum memory limit allowed is 6MB"). */
  private static final long LEAST = 6L * 1024 * 1024;

  private static final long MOST = 1L << 50;

  static MemorySize parse(String text) {
    Matcher size = GRAMMAR.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw refused(text);
    }
    String unit = Objects.requireNonNull(size.group(2));
    int shift = unit.isEmpty() ? 0 : 10 * "bkmg".indexOf(unit);
    BigDecimal bytes = new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(1L << shift));
    if (bytes.compareTo(BigDecimal.valueOf(LEAST)) < 0
        || bytes.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw refused(text);
    }
    return new MemorySize(bytes.longValue());
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "must be an amount of memory from 6m up, such as 512m, 2g or 2Gi, found '" + text + "'");
  }
}
