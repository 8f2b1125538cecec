package ai.holodeck.deploy.tck;

import ai.holodeck.deploy.service.DeployRequest;
import ai.holodeck.deploy.service.ServiceId;
import ai.holodeck.deploy.service.ServiceName;
import ai.holodeck.deploy.service.ServiceState;
import ai.holodeck.deploy.service.ServiceStatus;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A name with an address that stays while the instances behind it change. */
class MemoryService {
  final ServiceName name;
  private final HttpServer front;
  private volatile Optional<MemoryInstance> serving = Optional.empty();
  private volatile Optional<MemoryInstance> candidate = Optional.empty();

  MemoryService(ServiceName name) {
    this.name = name;
    try {
      front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    front.setExecutor(
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work);
              thread.setDaemon(true);
              return thread;
            }));
    front.createContext("/", this::forward);
    front.start();
  }

  ServiceId id() {
    return new ServiceId("id of " + name);
  }

  /** What serves, or else what may come to serve. */
  DeployRequest request() {
    return instance().request;
  }

  MemoryInstance instance() {
    return serving.or(() -> candidate).orElseThrow();
  }

  Optional<MemoryInstance> serving() {
    return serving;
  }

  boolean isEmpty() {
    return serving.isEmpty() && candidate.isEmpty();
  }

  Optional<MemoryInstance> candidate() {
    return candidate;
  }

  void begin(MemoryInstance next) {
    abandon();
    candidate = Optional.of(next);
  }

  /** The candidate serves. */
  void promote() {
    swap().ifPresent(MemoryInstance::stop);
  }

  /** As {@link #promote}, with the old one still running. */
  Optional<MemoryInstance> swap() {
    Optional<MemoryInstance> old = serving;
    serving = candidate;
    candidate = Optional.empty();
    return old;
  }

  void abandon() {
    candidate.ifPresent(MemoryInstance::stop);
    candidate = Optional.empty();
  }

  void stop() {
    abandon();
    serving.ifPresent(MemoryInstance::stop);
    front.stop(0);
  }

  ServiceStatus status() {
    Optional<MemoryInstance> now = serving;
    boolean ended = now.filter(instance -> instance.exitCode().isPresent()).isPresent();
    ServiceState state = now.isPresent() ? ServiceState.RUNNING : ServiceState.PROVISIONING;
    return new ServiceStatus(ended ? ServiceState.FAILED : state, "up", Optional.of(url()));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort() + "/");
  }

  private void forward(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    for (int attempt = 0; ; attempt++) {
      MemoryInstance instance = instance();
      try {
        if (instance.exitCode().isPresent()) {
          // Somebody else may listen at its port by now.
          throw new IOException("the instance has ended");
        }
        URI target = instance.url().resolve(exchange.getRequestURI());
        HttpResponse<byte[]> answer =
            MemoryInstance.CLIENT.send(
                HttpRequest.newBuilder(target)
                    .method(
                        exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        exchange.sendResponseHeaders(
            answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
          exchange.getResponseBody().write(answer.body());
        }
        exchange.close();
        return;
      } catch (IOException e) {
        // The instance was replaced meanwhile; the next one answers.
        if (attempt > 0) {
          throw e;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }
}
