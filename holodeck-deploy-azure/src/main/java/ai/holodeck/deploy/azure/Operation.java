package ai.holodeck.deploy.azure;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import java.time.Duration;
import java.util.Objects;

/** Waits for the end of a long operation that nobody is told of meanwhile. */
final class Operation {
  /** Longer than Azure takes to make or remove an app, by far. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final ContainerApps apps;
  private final Duration interval;

  Operation(ContainerApps apps, Duration interval) {
    this.apps = apps;
    this.interval = interval;
  }

  <T, U> void untilDone(String doing, SyncPoller<T, U> poller) {
    Deadline deadline = Deadline.in(PATIENCE);
    while (true) {
      PollResponse<T> answer = apps.look(doing, poller);
      LongRunningOperationStatus status = answer.getStatus();
      if (LongRunningOperationStatus.SUCCESSFULLY_COMPLETED.equals(status)) {
        return;
      }
      if (status.isComplete()) {
        throw AzureErrors.operationFailed(doing, status.toString());
      }
      if (deadline.hasPassed()) {
        throw AzureErrors.noAnswer(doing);
      }
      try {
        Thread.sleep(Objects.requireNonNullElse(answer.getRetryAfter(), interval).toMillis());
      } catch (InterruptedException e) {
        throw AzureErrors.interrupted(doing, e);
      }
    }
  }
}
