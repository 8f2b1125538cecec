package ai.holodeck.deploy.operation;

import ai.holodeck.deploy.image.BuildEvent;
import ai.holodeck.deploy.image.PushEvent;
import ai.holodeck.deploy.release.LockHolder;
import ai.holodeck.deploy.service.ServiceState;

/** Is told what an operation does, in order. Every method does nothing unless overridden. */
public interface OperationListener {
  /** Something that the user should know and need not act on. */
  default void onNotice(String message) {}

  /** A build goes on. */
  default void onBuild(BuildEvent event) {}

  /** A push goes on. */
  default void onPush(PushEvent event) {}

  /** A deploy goes on. */
  default void onDeploy(ServiceState state, String message) {}

  /** Somebody else holds the lock, and the operation waits. */
  default void onLockWait(LockHolder holder) {}

  /** Ignores everything. */
  static OperationListener silent() {
    return new OperationListener() {};
  }
}
