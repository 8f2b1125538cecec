package ai.holodeck.deploy.azure.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The token endpoint, and who may call with what. */
public final class Tokens {
  private static final String MANAGEMENT = "management-";

  private final List<String> requests = new CopyOnWriteArrayList<>();

  Tokens() {}

  /** The bodies of the requests for a token, form-encoded. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  static String ofApp(String name) {
    return "logs-of-" + name;
  }

  void answer(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(form);
    boolean good = form.contains("client_secret=right");
    byte[] body =
        (good
                ? "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"ext_expires_in\":3599,\"access_token\":\""
                    + MANAGEMENT
                    + requests.size()
                    + "\"}"
                : "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215: Invalid client secret"
                    + " provided.\"}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(good ? 200 : 401, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  boolean areGood(HttpExchange exchange) {
    return bearer(exchange).startsWith(MANAGEMENT);
  }

  static boolean isOfApp(HttpExchange exchange, String name) {
    return bearer(exchange).equals(ofApp(name));
  }

  private static String bearer(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    return header != null && header.startsWith("Bearer ") ? header.substring(7) : "";
  }
}
