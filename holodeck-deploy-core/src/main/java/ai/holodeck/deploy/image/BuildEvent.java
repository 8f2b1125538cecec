package ai.holodeck.deploy.image;

/** What happens during a build, told as it happens. */
public sealed interface BuildEvent {
  /**
   * A step begins.
   *
   * @param index 1-based
   * @param total how many steps there are
   * @param instruction the instruction as the engine prints it
   */
  record StepStarted(int index, int total, String instruction) implements BuildEvent {}

  /** The step that began last was taken from the cache. */
  record StepCached() implements BuildEvent {}

  /**
   * A line of output.
   *
   * @param line without its line break
   */
  record Output(String line) implements BuildEvent {}

  /**
   * The base image is being fetched.
   *
   * @param image its name
   * @param status the engine's words
   */
  record Pulling(String image, String status) implements BuildEvent {}
}
