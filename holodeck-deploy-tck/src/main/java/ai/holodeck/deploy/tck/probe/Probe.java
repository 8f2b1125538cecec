package ai.holodeck.deploy.tck.probe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A service that does what its environment variables say:
 *
 * <ul>
 *   <li>{@code HOLODECK_PORT}: where it listens, 8080 when not set; 0 for any free port
 *   <li>{@code PROBE_VERSION}: what it answers at {@code /version}; the image sets it
 *   <li>{@code PROBE_START_DELAY}: milliseconds until it listens
 *   <li>{@code PROBE_EXIT}: it ends at its start with this code
 *   <li>{@code PROBE_HEALTH_STATUS}, {@code PROBE_HEALTH_PATH}: the status that it answers, 200 at
 *       {@code /health}; {@code /ready} is always 200
 *   <li>{@code PROBE_PRINT}: it prints the value of the variable of this name at its start
 *   <li>{@code PROBE_LINES}: it prints so many lines at its start, {@code line 1} and so on, the
 *       even ones to standard error
 * </ul>
 *
 * It answers {@code GET /env?NAME} with the bytes of that variable, or 404; {@code POST /print}
 * prints the request's body as it is; {@code POST /exit?CODE} ends it; {@code GET /instance} gives
 * what tells one start of it from another. No other path is known.
 *
 * <p>Only JDK classes are used, so that the class files of this package are all it takes.
 */
public final class Probe implements AutoCloseable {
  private final Behaviour behaviour;
  private final OutputStream out;
  private final OutputStream err;
  private final IntConsumer exit;
  private final ExecutorService threads;
  private final String instance = UUID.randomUUID().toString();
  private volatile @Nullable HttpServer server;

  /**
   * A probe inside a program; as a program see {@link #main}.
   *
   * @param variables its environment
   * @param out its standard output
   * @param err its standard error
   * @param exit is told the code when it ends by itself
   */
  public Probe(
      Map<String, String> variables, OutputStream out, OutputStream err, IntConsumer exit) {
    this.behaviour = new Behaviour(Map.copyOf(variables));
    this.out = out;
    this.err = err;
    this.exit = exit;
    this.threads =
        Executors.newCachedThreadPool(
            work -> {
              Thread thread = new Thread(work, "probe");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Runs the probe with the variables of this process. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new Probe(ProcessVariables.read(), System.out, System.err, System::exit).run();
    Thread.currentThread().join();
  }

  /** Prints its lines and listens, or ends, as the variables say. Returns once it listens. */
  public void run() throws IOException, InterruptedException {
    if (!behaviour.printed().isEmpty()) {
      print(out, (behaviour.printed() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    for (int line = 1; line <= behaviour.lines(); line++) {
      print(line % 2 == 0 ? err : out, ("line " + line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    if (behaviour.exitsAtStart()) {
      exit.accept(behaviour.exitCode());
      return;
    }
    TimeUnit.MILLISECONDS.sleep(behaviour.startDelay());
    HttpServer listening = HttpServer.create(new InetSocketAddress(behaviour.port()), 0);
    listening.setExecutor(threads);
    listening.createContext("/", this::answer);
    listening.start();
    server = listening;
  }

  /** Where it listens; empty while it does not. */
  public OptionalInt port() {
    HttpServer listening = server;
    return listening == null
        ? OptionalInt.empty()
        : OptionalInt.of(listening.getAddress().getPort());
  }

  /** Stops listening. */
  @Override
  public void close() {
    HttpServer listening = server;
    if (listening != null) {
      listening.stop(0);
    }
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals(behaviour.healthPath())) {
      send(exchange, behaviour.healthStatus(), "");
    } else if (path.equals("/ready")) {
      send(exchange, 200, "");
    } else if (path.equals("/version")) {
      send(exchange, 200, behaviour.version());
    } else if (path.equals("/env")) {
      String value = behaviour.variables().get(query);
      send(exchange, value == null ? 404 : 200, value == null ? "" : value);
    } else if (path.equals("/instance")) {
      send(exchange, 200, instance);
    } else if (path.equals("/print")) {
      print(out, body);
      send(exchange, 200, "");
    } else if (path.equals("/exit")) {
      send(exchange, 200, "");
      exit.accept(Integer.parseInt(query));
    } else {
      send(exchange, 404, "");
    }
  }

  private static void print(OutputStream stream, byte[] bytes) throws IOException {
    synchronized (stream) {
      stream.write(bytes);
      stream.flush();
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }
}
