package ai.holodeck.deploy.context;

/**
 * The permission bits inside an image, whatever they are on the user's disk: readable by all,
 * writable by none.
 */
final class Modes {
  static final int FILE = 0444;
  static final int PROGRAM = 0555;
  static final int DIRECTORY = 0555;

  private Modes() {}
}
