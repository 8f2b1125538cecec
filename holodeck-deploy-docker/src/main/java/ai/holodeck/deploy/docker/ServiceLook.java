package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How a container is, in our words: what the engine says, and for one that runs, what the service
 * itself answers.
 */
record ServiceLook(Engine engine, HealthProbe probe) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  ServiceStatus at(ServiceContainer container) {
    String word =
        container.word() + container.health().map(health -> ", health check " + health).orElse("");
    Optional<URI> url = PublishedUrl.of(engine.address(), container);
    return switch (container.word()) {
      case "running" -> running(container, word, url);
      case "created", "paused" -> new ServiceStatus(ServiceState.STOPPED, word, url);
      case "restarting", "dead" -> new ServiceStatus(ServiceState.FAILED, word, url);
      case "removing" -> new ServiceStatus(ServiceState.DELETED, word, Optional.empty());
      case "exited" -> ended(container, url);
      default -> new ServiceStatus(ServiceState.UNKNOWN, word, url);
    };
  }

  boolean isHealthy(ServiceContainer container) {
    return container.isRunning() && at(container).state() == ServiceState.RUNNING;
  }

  private ServiceStatus running(ServiceContainer container, String word, Optional<URI> url) {
    Optional<String> path = ServiceLabels.health(container.labels());
    if (url.isEmpty() || path.isEmpty()) {
      return new ServiceStatus(ServiceState.RUNNING, word, url);
    }
    HealthProbe.Answer answer;
    try {
      answer = probe.ask(url.get(), path.get(), PATIENCE);
    } catch (InterruptedException e) {
      throw EngineErrors.interrupted("asking service '" + container.name() + "' for its health", e);
    }
    if (answer.healthy()) {
      return new ServiceStatus(ServiceState.RUNNING, word, url);
    }
    // The engine's own check calls it starting for its first seconds only, and where nobody runs
    // that check for ever.
    boolean starting = container.health().filter("starting"::equals).isPresent();
    return new ServiceStatus(
        starting ? ServiceState.PROVISIONING : ServiceState.DEGRADED,
        word + ", " + answer.word(),
        url);
  }

  /** Ending with 0, or by the signals of a stop, is being stopped; anything else is a failure. */
  private static ServiceStatus ended(ServiceContainer container, Optional<URI> url) {
    long code = container.exitCode();
    boolean stopped =
        !container.wasOutOfMemory()
            && container.startError().isEmpty()
            && (code == 0 || code == 128 + 9 || code == 128 + 15);
    String word = "exited (" + code + (container.wasOutOfMemory() ? ", out of memory" : "") + ")";
    return new ServiceStatus(stopped ? ServiceState.STOPPED : ServiceState.FAILED, word, url);
  }
}
