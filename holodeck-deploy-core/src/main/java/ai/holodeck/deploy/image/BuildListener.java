package ai.holodeck.deploy.image;

/** Is told what happens during a build, in order, on one thread at a time. */
@FunctionalInterface
public interface BuildListener {
  /** Called for each event; an exception thrown here stops the build. */
  void onEvent(BuildEvent event);

  /** Ignores everything. */
  static BuildListener silent() {
    return event -> {};
  }
}
