package ai.holodeck.deploy.azure;

import java.math.BigDecimal;

/**
 * Memory of a replica.
 *
 * @param gibibytes more than zero
 */
record Memory(BigDecimal gibibytes) {
  private static final String UNIT = "Gi";

  static Memory parse(String text) {
    if (!text.endsWith(UNIT)) {
      throw refused(text);
    }
    BigDecimal gibibytes =
        Decimals.parse(text.substring(0, text.length() - UNIT.length()))
            .filter(number -> number.signum() > 0)
            .orElseThrow(() -> refused(text));
    return new Memory(gibibytes);
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        "must be a number of gibibytes such as 2Gi or 0.5Gi, found '" + text + "'");
  }

  @Override
  public String toString() {
    return gibibytes.stripTrailingZeros().toPlainString() + UNIT;
  }
}
