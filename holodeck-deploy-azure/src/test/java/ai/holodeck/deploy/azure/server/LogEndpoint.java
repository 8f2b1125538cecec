package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The log streams of apps, on a server of their own, opened by a token of the app. */
public final class LogEndpoint {
  private static final Pattern QUERY =
      Pattern.compile("follow=(true|false)&output=json&tailLines=([0-9]{1,3})");
  private static final Pattern PATH =
      Pattern.compile(
          "(/subscriptions/[^/]+/resourceGroups/[^/]+)(/containerApps/([^/]+))(?:/revisions/([^/]+)/replicas/[^/]+/containers/agent/logstream|/eventstream)");
  private static final int MOST = 300;

  private final Function<String, Optional<App>> apps;
  private final LoopbackServer server = new LoopbackServer(this::answer);
  private int cutAfter;
  private int cuts;

  LogEndpoint(Function<String, Optional<App>> apps) {
    this.apps = apps;
  }

  String base() {
    return server.address().toString();
  }

  /** Ends the next so many streams after a number of lines, as streams end early in real life. */
  public synchronized void cutStreamsAfter(int lines, int streams) {
    cutAfter = lines;
    cuts = streams;
  }

  private synchronized int most() {
    return cuts-- > 0 ? cutAfter : Integer.MAX_VALUE;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Matcher path = PATH.matcher(exchange.getRequestURI().getPath());
    Matcher query = QUERY.matcher(String.valueOf(exchange.getRequestURI().getQuery()));
    if (!path.matches() || !query.matches() || Integer.parseInt(query.group(2)) > MOST) {
      end(exchange, 400);
      return;
    }
    Optional<App> app = apps.apply(path.group(1) + "/providers/Microsoft.App" + path.group(2));
    if (app.isEmpty()) {
      end(exchange, 404);
      return;
    }
    if (!Tokens.isOfApp(exchange, app.get().name())) {
      end(exchange, 401);
      return;
    }
    boolean events = path.group(4) == null;
    Optional<Console> console =
        events
            ? Optional.of(app.get().events())
            : app.get().revision(path.group(4)).flatMap(Revision::replica).map(Replica::console);
    if (console.isEmpty()) {
      end(exchange, 404);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    exchange.sendResponseHeaders(200, 0);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      stream(
          console.get(),
          query.group(1).equals("true"),
          Integer.parseInt(query.group(2)),
          events,
          out);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stream(Console console, boolean follow, int tail, boolean events, OutputStream out)
      throws IOException, InterruptedException {
    int next = Math.max(0, console.size() - tail);
    int sent = 0;
    int most = most();
    List<Console.Line> lines = console.from(next);
    out.flush();
    do {
      for (Console.Line line : lines) {
        if (sent++ >= most) {
          return;
        }
        out.write((record(line, events) + "\n\n").getBytes(StandardCharsets.UTF_8));
      }
      out.flush();
      next += lines.size();
      lines = follow ? console.await(next) : List.of();
    } while (!lines.isEmpty());
  }

  private static String record(Console.Line line, boolean events) {
    if (events) {
      return line.text();
    }
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.put("TimeStamp", line.time().toString());
    record.put("Log", line.text());
    return record.toString();
  }

  private static void end(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  void close() {
    server.close();
  }
}
