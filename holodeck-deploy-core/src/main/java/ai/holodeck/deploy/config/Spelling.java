package ai.holodeck.deploy.config;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;

/** The one text for a value of a type that is made of one text, so that it can be read again. */
final class Spelling {
  private Spelling() {}

  /**
   * The text of its only component, or what {@code toString} gives, whichever leads back to it;
   * empty for values that are not of such a type.
   *
   * @throws IllegalStateException when neither does
   */
  static Optional<String> of(Object value) {
    boolean madeOfText =
        value instanceof Record && ScalarTypes.readerOf(value.getClass()).isPresent();
    return madeOfText ? Optional.of(text((Record) value)) : Optional.empty();
  }

  private static String text(Record value) {
    return candidates(value)
        .filter(text -> leadsBack(value.getClass(), text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    value.getClass().getName()
                        + " is made of one text: its toString must give a text that leads to the same value"));
  }

  private static Stream<String> candidates(Record value) {
    var components = value.getClass().getRecordComponents();
    Stream<String> own = Stream.of(value.toString());
    return components.length == 1
        ? Stream.concat(Stream.of(plain(Records.get(value, components[0]))), own)
        : own;
  }

  private static String plain(Object value) {
    return value instanceof BigDecimal number
        ? number.stripTrailingZeros().toPlainString()
        : value.toString();
  }

  /** Not by equality: {@code 1.0} and {@code 1} are one setting, but not one BigDecimal. */
  private static boolean leadsBack(Class<?> type, String text) {
    try {
      Object again = ScalarTypes.readerOf(type).orElseThrow().read().apply(text);
      return candidates((Record) again).anyMatch(text::equals);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
