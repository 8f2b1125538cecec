package ai.holodeck.deploy.cli.console;

/** The few colours in use (ECMA-48, "SGR"). */
enum Style {
  /** The word that begins a failure. */
  ERROR("1;31"),
  /** The word that begins a warning. */
  WARNING("1;33"),
  /** The word that begins a remedy. */
  FIX("1;32"),
  /** A step that begins. */
  STEP("1");

  private final String codes;

  Style(String codes) {
    this.codes = codes;
  }

  String apply(String text, boolean painted) {
    return painted ? "\u001B[" + codes + "m" + text + "\u001B[0m" : text;
  }
}
