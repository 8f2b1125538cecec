package ai.holodeck.deploy.azure;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads plain decimal numbers: no sign, no exponent. */
final class Decimals {
  private static final Pattern GRAMMAR = Pattern.compile("[0-9]{1,4}(\\.[0-9]{1,4})?");

  private Decimals() {}

  static Optional<BigDecimal> parse(String text) {
    return GRAMMAR.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
