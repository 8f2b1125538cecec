package ai.holodeck.deploy.azure;

import java.math.BigDecimal;

/**
 * Cores of a replica.
 *
 * @param cores 0.25 to 2 in steps of 0.25 (Azure Container Apps, "Containers", allocations of the
 *     consumption plan)
 */
record Cpu(BigDecimal cores) {
  private static final BigDecimal STEP = new BigDecimal("0.25");
  private static final BigDecimal MOST = BigDecimal.valueOf(2);

  static Cpu parse(String text) {
    BigDecimal cores = Decimals.parse(text).orElseThrow(() -> refused(text));
    if (cores.compareTo(STEP) < 0
        || cores.compareTo(MOST) > 0
        || cores.remainder(STEP).signum() != 0) {
      throw refused(text);
    }
    return new Cpu(cores);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "must be 0.25 to 2.0 in steps of 0.25, found '" + text + "'");
  }

  @Override
  public String toString() {
    return cores.stripTrailingZeros().toPlainString();
  }
}
