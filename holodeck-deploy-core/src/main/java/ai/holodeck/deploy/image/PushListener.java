package ai.holodeck.deploy.image;

/** Is told what happens during a push, in order, on one thread at a time. */
@FunctionalInterface
public interface PushListener {
  /** Called for each event; an exception thrown here stops the push. */
  void onEvent(PushEvent event);

  /** Ignores everything. */
  static PushListener silent() {
    return event -> {};
  }
}
