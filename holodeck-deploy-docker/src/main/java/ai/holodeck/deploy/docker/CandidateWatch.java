package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.service.DeployListener;
import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Waits until a started container is healthy. One that ends has failed at once; nobody waits for
 * its restarts.
 */
final class CandidateWatch {
  /** How often a candidate is asked. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  /** How long one answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How many of its last lines are shown when it fails. */
  private static final int LAST_LINES = 50;

  private final Engine engine;
  private final ServiceContainers containers;
  private final HealthProbe probe;
  private final DeployRequest request;
  private final Deadline deadline;
  private final DeployListener listener;

  CandidateWatch(
      Engine engine,
      ServiceContainers containers,
      HealthProbe probe,
      DeployRequest request,
      Deadline deadline,
      DeployListener listener) {
    this.engine = engine;
    this.containers = containers;
    this.probe = probe;
    this.request = request;
    this.deadline = deadline;
    this.listener = listener;
  }

  void untilHealthy(String id) {
    String last = "";
    try {
      while (true) {
        ServiceContainer container = containers.inspect(id).orElseThrow(this::removed);
        if (container.hasEnded()) {
          throw ended(container);
        }
        Duration patience = min(PATIENCE, deadline.left());
        if (patience.isZero()) {
          throw late(container, last);
        }
        URI url = PublishedUrl.of(engine.address(), container).orElseThrow(this::unpublished);
        HealthProbe.Answer answer = probe.ask(url, request.healthPath(), patience);
        if (answer.healthy()) {
          return;
        }
        if (!answer.word().equals(last)) {
          last = answer.word();
          listener.onProgress(ServiceState.PROVISIONING, "not healthy yet: " + last);
        }
        Thread.sleep(min(INTERVAL, deadline.left()).toMillis());
      }
    } catch (InterruptedException e) {
      throw EngineErrors.interrupted(
          "waiting for service '" + request.name() + "' to become healthy", e);
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private DeployException removed() {
    return new DeployException(
        CoreError.DEPLOY_FAILED,
        "the new container of service '" + request.name() + "' was removed while it started",
        "deploy again, and let nobody else remove it meanwhile");
  }

  private DeployException unpublished() {
    return new DeployException(
        CoreError.DEPLOY_FAILED,
        "the engine did not publish port "
            + request.port()
            + " of service '"
            + request.name()
            + "'",
        "check the network in target.docker; ports cannot be published on every kind of network");
  }

  private DeployException ended(ServiceContainer container) {
    String cause = container.wasOutOfMemory() ? " for lack of memory" : "";
    return new DeployException(
        CoreError.DEPLOY_FAILED,
        "service '"
            + request.name()
            + "' ended "
            + (container.isRunning()
                ? "and was started again by the engine"
                : "with exit code " + container.exitCode())
            + cause
            + " before it was healthy",
        container.wasOutOfMemory()
            ? "give it more memory in target.docker, then deploy again"
            : "correct what its last lines say, then deploy again",
        lastLines(container),
        null);
  }

  private DeployException late(ServiceContainer container, String last) {
    return new DeployException(
        CoreError.TIMEOUT,
        "service '"
            + request.name()
            + "' was not healthy after "
            + deadline.length().toSeconds()
            + " s: "
            + (last.isEmpty() ? "it had no time to answer" : last),
        "correct what its last lines say, or give it more time with a longer timeout",
        lastLines(container),
        null);
  }

  private List<String> lastLines(ServiceContainer container) {
    List<String> lines = new ArrayList<>();
    try {
      new ContainerLogs(engine).last(container.id(), LAST_LINES, line -> lines.add(line.text()));
    } catch (DeployException e) {
      lines.add("(its lines cannot be read: " + e.what() + ")");
    }
    return lines;
  }
}
