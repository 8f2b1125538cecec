package ai.holodeck.deploy.azure.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Map;

/**
 * A request and the answer that it got, for whoever checks it.
 *
 * @param path with its query
 */
public record Exchange(
    String method,
    String path,
    Map<String, List<String>> requestHeaders,
    String requestBody,
    int status,
    Map<String, List<String>> headers,
    String body) {
  static Exchange of(HttpExchange exchange, String requestBody, int status, String body) {
    return new Exchange(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        Map.copyOf(exchange.getRequestHeaders()),
        requestBody,
        status,
        Map.copyOf(exchange.getResponseHeaders()),
        body);
  }

  /** The path alone. */
  public String pathOnly() {
    return path.replaceFirst("\\?.*", "");
  }
}
