package ai.holodeck.deploy.service;

import java.util.function.Consumer;

/** The ability to give a service's lines; declared as {@link Capability#LOGS}. */
public interface LogSource {
  /**
   * Gives lines in the order in which the service wrote them. Blocks until the end: all there is,
   * or, when following, until the service is gone or the calling thread is interrupted (then it
   * returns with the thread's flag set).
   *
   * @throws ai.holodeck.deploy.error.DeployException {@code NOT_DEPLOYED} when the service is not
   *     known
   */
  void stream(ServiceId id, LogRequest request, Consumer<LogLine> sink);
}
