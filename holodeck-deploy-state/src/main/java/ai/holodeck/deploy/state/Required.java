package ai.holodeck.deploy.state;

import org.jspecify.annotations.Nullable;

/** Checks of what a file must hold. The reader of the file adds its name and the line. */
final class Required {
  private Required() {}

  static void value(@Nullable Object value, String field) {
    if (value == null) {
      throw new IllegalArgumentException("'" + field + "' is missing");
    }
  }

  static void nonBlank(@Nullable String value, String field) {
    value(value, field);
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException("'" + field + "' is blank");
    }
  }
}
