package ai.holodeck.deploy.azure.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resource manager for container apps, with the token endpoint and the log streams.
 * Thread-safe.
 */
public final class ResourceManager implements AutoCloseable {
  /** The resource groups that there are. */
  private static final Set<String> GROUPS = Set.of("agents", "other");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "api-version=2025-01-01";
  private static final String SUBSCRIPTION = "/subscriptions/([^/?]+)";
  private static final String APPS = "/providers/Microsoft\\.App/containerApps";
  private static final Pattern OPERATION =
      Pattern.compile(
          SUBSCRIPTION
              + "/providers/Microsoft\\.App/locations/[^/]+/containerappOperationStatuses/([^/?]+)");
  private static final Pattern APP =
      Pattern.compile(SUBSCRIPTION + "/resourceGroups/([^/]+)" + APPS + "(?:/([^/?]+))?(/[^?]*)?");

  private final Map<String, App> apps = new ConcurrentHashMap<>();
  private final Map<String, Operation> operations = new ConcurrentHashMap<>();
  private final Images images = new Images();
  private final Faults faults = new Faults();
  private final Tokens tokens = new Tokens();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private int meddlings;
  private Consumer<ObjectNode> meddling = app -> {};
  private final LogEndpoint logs = new LogEndpoint(this::app);
  private final LoopbackServer server = new LoopbackServer(this::handle);

  /** Its address. */
  public URI address() {
    return server.address();
  }

  /** The images that can be pulled. */
  public Images images() {
    return images;
  }

  /** The bad answers that it can give. */
  public Faults faults() {
    return faults;
  }

  /** The tokens that it has given. */
  public Tokens tokens() {
    return tokens;
  }

  /** The log streams. */
  public LogEndpoint logs() {
    return logs;
  }

  /** What was asked and answered so far; bad answers by script are not among it. */
  public List<Exchange> exchanges() {
    return List.copyOf(exchanges);
  }

  /** Removes an app, as somebody else would. */
  public void remove(String id) {
    delete(id);
  }

  /** Changes an app without a new revision, as its owner would in the portal. */
  public void change(String id, Consumer<ObjectNode> change) {
    app(id).orElseThrow().change(change);
  }

  /** Has somebody else change an app right before each of the next so many changes of it. */
  public synchronized void changeBeforeNext(int puts, Consumer<ObjectNode> change) {
    meddlings = puts;
    meddling = change;
  }

  /** Whom a role is given to, of an app's own identity; empty when it has none. */
  public Optional<String> principal(String id) {
    return app(id).flatMap(App::principal);
  }

  private Optional<App> app(String id) {
    return Optional.ofNullable(apps.get(key(id)));
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private void handle(HttpExchange exchange) throws IOException {
    if (faults.answer(exchange)) {
      return;
    }
    try {
      String path = exchange.getRequestURI().getPath();
      if (path.endsWith("/oauth2/v2.0/token")) {
        tokens.answer(exchange);
      } else {
        manage(exchange, path);
      }
    } catch (IOException e) {
      exchange.close();
      throw e;
    } catch (RuntimeException e) {
      e.printStackTrace();
      exchange.close();
    }
  }

  private void manage(HttpExchange exchange, String path) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer;
    try {
      if (!tokens.areGood(exchange)) {
        throw new Refusal(401, "InvalidAuthenticationToken", "The access token is invalid");
      }
      if (!String.valueOf(exchange.getRequestURI().getQuery()).contains(API)) {
        throw new Refusal(400, "InvalidApiVersionParameter", "The api-version is not known");
      }
      answer = route(exchange, path, body);
    } catch (Refusal refusal) {
      ObjectNode error = JsonNodeFactory.instance.objectNode();
      error
          .putObject("error")
          .put("code", refusal.code())
          .put("message", String.valueOf(refusal.getMessage()));
      answer = Answer.of(refusal.status(), error);
    }
    send(exchange, body, answer);
  }

  private Answer route(HttpExchange exchange, String path, String body)
      throws Refusal, IOException {
    Matcher operation = OPERATION.matcher(path);
    if (operation.matches()) {
      Operation found = operations.get(operation.group(2));
      if (found == null) {
        throw new Refusal(404, "OperationNotFound", "no such operation");
      }
      return Answer.of(200, found.describe(path));
    }
    Matcher app = APP.matcher(path);
    if (!app.matches()) {
      throw new Refusal(404, "InvalidResourceType", "no such resource " + path);
    }
    if (!GROUPS.contains(app.group(2))) {
      throw new Refusal(
          404,
          "ResourceGroupNotFound",
          "Resource group '" + app.group(2) + "' could not be found.");
    }
    if (app.group(3) == null) {
      return list(path);
    }
    String id = app.group(4) == null ? path : path.substring(0, app.start(4));
    if (app.group(4) != null) {
      App known = app(id).orElseThrow(() -> new Refusal(404, "ResourceNotFound", "no app " + id));
      return new SubResources(known, logs.base() + logPath(id))
          .answer(exchange.getRequestMethod(), app.group(4));
    }
    return switch (exchange.getRequestMethod()) {
      case "GET" -> get(id);
      case "PUT" -> put(exchange, id, app.group(3), body);
      case "DELETE" -> delete(id);
      default -> throw new Refusal(405, "MethodNotAllowed", exchange.getRequestMethod());
    };
  }

  /** The same without the resource provider, as the log streams have it. */
  private static String logPath(String id) {
    return id.replace("/providers/Microsoft.App", "");
  }

  private Answer get(String id) throws Refusal {
    App app =
        app(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        404, "ResourceNotFound", "The resource '" + id + "' was not found."));
    return Answer.of(200, app.describe(logs.base() + logPath(id))).with("ETag", app.etag());
  }

  private Answer list(String path) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode values = answer.putArray("value");
    apps.forEach(
        (id, app) -> {
          if (id.startsWith(key(path) + "/")) {
            values.add(app.describe(logs.base() + logPath(path + "/" + app.name())));
          }
        });
    return Answer.of(200, answer);
  }

  private synchronized Answer put(HttpExchange exchange, String id, String name, String body)
      throws Refusal, IOException {
    Optional<App> present = app(id);
    if (present.isPresent() && meddlings > 0) {
      meddlings--;
      present.get().change(meddling);
    }
    String condition = exchange.getRequestHeaders().getFirst("If-Match");
    if (condition != null && !present.map(App::etag).equals(Optional.of(condition))) {
      throw new Refusal(412, "PreconditionFailed", "the app has changed since it was read");
    }
    App app = present.orElseGet(() -> new App(id, name, images));
    Operation operation;
    try {
      operation = app.put((ObjectNode) JSON.readTree(body));
    } catch (Refusal refusal) {
      if (present.isEmpty()) {
        app.close();
      }
      throw refusal;
    }
    apps.put(key(id), app);
    return Answer.of(present.isEmpty() ? 201 : 200, app.describe(logs.base() + logPath(id)))
        .with("Azure-AsyncOperation", remember(id, operation));
  }

  private synchronized Answer delete(String id) {
    App app = apps.remove(key(id));
    if (app == null) {
      return Answer.of(204);
    }
    Operation operation = new Operation();
    LoopbackServer.threads()
        .execute(
            () -> {
              app.close();
              operation.succeed();
            });
    return Answer.of(202).with("Location", remember(id, operation));
  }

  private String remember(String id, Operation operation) {
    operations.put(operation.id(), operation);
    return server.address()
        + "/subscriptions/"
        + id.split("/")[2]
        + "/providers/Microsoft.App/locations/eastus/containerappOperationStatuses/"
        + operation.id()
        + "?"
        + API;
  }

  private void send(HttpExchange exchange, String request, Answer answer) throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    }
    exchanges.add(Exchange.of(exchange, request, answer.status(), answer.text()));
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.close();
    logs.close();
    new ArrayList<>(apps.values()).forEach(App::close);
  }
}
