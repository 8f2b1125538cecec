package ai.holodeck.deploy.service;

/** Is told what happens during a deploy, in order, on one thread at a time. */
@FunctionalInterface
public interface DeployListener {
  /**
   * Something happened.
   *
   * @param state the state of the candidate now
   * @param message one line for people, without secrets
   */
  void onProgress(ServiceState state, String message);

  /** Ignores everything. */
  static DeployListener silent() {
    return (state, message) -> {};
  }
}
