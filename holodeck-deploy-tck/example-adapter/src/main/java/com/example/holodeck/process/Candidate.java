package com.example.holodeck.process;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.error.ErrorCode;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.LogRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A version that is to become the service; its time runs from the moment this is made. */
final class Candidate {
  private static final long PAUSE_MILLIS = 200;
  private static final int LAST_LINES = 20;

  private final DeployRequest request;
  private final DeployListener listener;
  private final long end;

  Candidate(DeployRequest request, DeployListener listener) {
    this.request = request;
    this.listener = listener;
    this.end = System.nanoTime() + request.deadline().toNanos();
  }

  /** Returns when the process is healthy; fails when it ends, or at the deadline. */
  void awaitHealthy(Run run) throws IOException, InterruptedException {
    String process = "process " + run.pid();
    listener.onProgress(ServiceState.PROVISIONING, process + " started, port " + run.port());
    while (true) {
      Health health = Health.of(run);
      // Asked after: an answer counts only while it can be this process's own.
      if (!run.process().isAlive()) {
        throw failure(CoreError.DEPLOY_FAILED, run, process + " has ended");
      }
      if (health.good()) {
        listener.onProgress(ServiceState.RUNNING, health.word());
        return;
      }
      if (System.nanoTime() - end > 0) {
        throw failure(
            CoreError.TIMEOUT,
            run,
            health.word() + " after " + request.deadline().toSeconds() + " s");
      }
      listener.onProgress(ServiceState.PROVISIONING, health.word());
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private DeployException failure(ErrorCode code, Run run, String reason) throws IOException {
    Secrets secrets = Secrets.of(request.environment());
    List<String> lines = new ArrayList<>();
    Output.stream(run, LogRequest.last(LAST_LINES), line -> lines.add(secrets.masked(line.text())));
    return new DeployException(
        code,
        "service '" + request.name() + "' did not get healthy: " + reason,
        "look at its last lines, mend the cause, and deploy again",
        lines,
        null);
  }
}
