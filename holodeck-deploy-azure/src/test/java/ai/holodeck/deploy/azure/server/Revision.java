package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A revision: its template, its replica, and how far it is. A thread of its own starts the
 * container, applies the probes, and says when it is ready. A probe's failures count from when the
 * container listens, so that a slow machine makes no service fail.
 */
final class Revision {
  /** After so many ends at the start Azure gives up. */
  private static final int ENDS = 2;

  /** Is told how far a revision is. */
  interface Watcher {
    void provisioned(Revision revision);

    void ready(Revision revision);

    void event(Revision revision, String reason, String message);
  }

  private final String name;
  private final ObjectNode template;
  private final OffsetDateTime created = OffsetDateTime.now(ZoneOffset.UTC);
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String provisioningState = "Provisioning";
  private volatile String healthState = "None";
  private volatile String runningState = "Processing";
  private volatile String provisioningError = "";
  private volatile boolean active = true;
  private volatile boolean started;
  private volatile boolean ready;
  private volatile Optional<Replica> replica = Optional.empty();
  private volatile long lastRequest = System.nanoTime();

  Revision(String name, ObjectNode template) {
    this.name = name;
    this.template = template;
  }

  /** Starts it; {@code environment} has the secrets in it. */
  void start(Map<String, String> environment, Watcher watcher) {
    LoopbackServer.threads()
        .execute(
            () -> {
              try {
                run(environment, watcher);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void run(Map<String, String> environment, Watcher watcher) throws InterruptedException {
    int port = Integer.parseInt(environment.getOrDefault("HOLODECK_PORT", "8080"));
    Replica made = start(environment, port);
    provisioningState = "Provisioned";
    watcher.event(this, "ContainerCreated", "Created container 'agent'");
    watcher.provisioned(this);
    while (active) {
      if (!made.isRunning()) {
        ended(made, watcher);
      } else if (!started) {
        started = passes(made, "Startup", watcher);
      } else {
        boolean now = isHealthy(made, probe("Readiness"));
        if (now && !ready) {
          ready = true;
          healthState = "Healthy";
          runningState = "Running";
          lastRequest = System.nanoTime();
          boolean idle = isIdle();
          if (idle) {
            scaleToZero(made, watcher);
          }
          watcher.ready(this);
          if (idle) {
            awaitRequest();
            made = active ? start(environment, port) : made;
          }
        } else if (!now) {
          ready = false;
          healthState = "Unhealthy";
        }
        passes(made, "Liveness", watcher);
        if (ready && isIdle()) {
          scaleToZero(made, watcher);
          awaitRequest();
          made = active ? start(environment, port) : made;
        }
      }
      TimeUnit.MILLISECONDS.sleep(period(probe(started ? "Readiness" : "Startup")));
    }
  }

  private synchronized Replica start(Map<String, String> environment, int port) {
    Replica made = new Replica(environment, port);
    if (active) {
      replica = Optional.of(made);
    } else {
      made.stop();
    }
    return made;
  }

  /** Whether it need not run: no request for a while, where that many replicas is enough. */
  private boolean isIdle() {
    JsonNode scale = template.path("scale");
    return mayScaleToZero()
        && requests.get() == 0
        && System.nanoTime() - lastRequest
            >= Times.seconds(scale.path("cooldownPeriod").asInt(300)).toNanos();
  }

  private boolean mayScaleToZero() {
    return template.path("scale").path("minReplicas").asInt(0) == 0;
  }

  private synchronized void scaleToZero(Replica made, Watcher watcher) {
    started = false;
    ready = false;
    replica = Optional.empty();
    if (active) {
      healthState = "None";
      runningState = "Stopped";
    }
    made.stop();
    watcher.event(this, "KEDAScaleTargetDeactivated", "Deactivated from 1 to 0");
  }

  private void awaitRequest() throws InterruptedException {
    while (active && requests.get() == 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    runningState = active ? "Processing" : runningState;
  }

  /** Waits until one that was scaled to zero is there again. */
  void awaitReplica() throws InterruptedException {
    while (active && !ready && mayScaleToZero()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }

  private void ended(Replica made, Watcher watcher) {
    started = false;
    ready = false;
    if (!active || provisioningState.equals("Failed")) {
      return;
    }
    watcher.event(
        this,
        "ContainerTerminated",
        "Container 'agent' was terminated with exit code '" + made.exitCode() + "'");
    if (made.restarts() + 1 < ENDS) {
      made.restart();
    } else {
      healthState = "Unhealthy";
      runningState = "Failed";
      provisioningError = "Container crashing: agent";
      provisioningState = "Failed";
    }
  }

  /** Whether a probe passes; when it has failed too often the container is started again. */
  private boolean passes(Replica made, String type, Watcher watcher) throws InterruptedException {
    JsonNode probe = probe(type);
    int threshold = probe.path("failureThreshold").asInt(3);
    for (int failures = 0; active && made.isRunning(); ) {
      if (isHealthy(made, probe)) {
        return true;
      }
      if (made.published(port(probe)).isPresent() && ++failures >= threshold) {
        watcher.event(this, "ProbeFailed", type + " probe failed");
        healthState = "Unhealthy";
        started = false;
        made.restart();
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(period(probe));
    }
    return false;
  }

  private static boolean isHealthy(Replica made, JsonNode probe) throws InterruptedException {
    if (probe.isMissingNode()) {
      return true;
    }
    int status = made.ask(port(probe), probe.path("httpGet").path("path").asText("/"));
    return status >= 200 && status < 400;
  }

  private static int port(JsonNode probe) {
    return probe.path("httpGet").path("port").asInt();
  }

  private static long period(JsonNode probe) {
    return Times.seconds(probe.path("periodSeconds").asInt(10)).toMillis();
  }

  private JsonNode probe(String type) {
    for (JsonNode probe : template.path("containers").path(0).path("probes")) {
      if (probe.path("type").asText().equals(type)) {
        return probe;
      }
    }
    return MissingNode.getInstance();
  }

  String name() {
    return name;
  }

  ObjectNode template() {
    return template;
  }

  boolean isActive() {
    return active;
  }

  boolean isReady() {
    return ready;
  }

  Optional<Replica> replica() {
    return active ? replica : Optional.empty();
  }

  /** For a request on its way. */
  AtomicInteger requests() {
    lastRequest = System.nanoTime();
    return requests;
  }

  /** Ends it, once the requests on their way are answered. */
  void deactivate() throws InterruptedException {
    while (requests.get() > 0) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    stop();
  }

  synchronized void stop() {
    active = false;
    ready = false;
    provisioningState = "Deprovisioned";
    runningState = "Stopped";
    replica.ifPresent(Replica::stop);
  }

  /** The container of an image that Azure cannot pull. */
  void fail(String error) {
    provisioningState = "Failed";
    runningState = "Failed";
    healthState = "Unhealthy";
    provisioningError = error;
  }

  void describe(ObjectNode properties) {
    properties.put("createdTime", created.toString());
    properties.put("active", active);
    properties.put("replicas", active && replica.isPresent() ? 1 : 0);
    properties.put("healthState", healthState);
    properties.put("provisioningState", provisioningState);
    properties.put("runningState", runningState);
    if (!provisioningError.isEmpty()) {
      properties.put("provisioningError", provisioningError);
    }
    properties.set("template", template.deepCopy());
  }
}
