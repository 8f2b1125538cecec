package ai.holodeck.deploy.azure.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Bad answers by script: from {@link #start} to {@link #stop} each answer is that one. */
public final class Faults {
  /** A bad answer. */
  public enum Fault {
    /** 429 with Retry-After. */
    TOO_MANY_REQUESTS,
    /** 503. */
    SERVER_ERROR,
    /** The connection ends in the middle of the answer. */
    RESET,
    /** Nothing until the fault is over. */
    NO_ANSWER,
    /** 401. */
    UNAUTHORIZED
  }

  private Optional<Fault> fault = Optional.empty();
  private int left;
  private long begun;
  private final List<Duration> refused = new ArrayList<>();
  private CountDownLatch over = new CountDownLatch(0);

  Faults() {}

  /** From now on. */
  public synchronized void start(Fault next) {
    startFor(next, Integer.MAX_VALUE);
  }

  /** For so many answers. */
  public synchronized void startFor(Fault next, int answers) {
    fault = Optional.of(next);
    left = answers;
    begun = System.nanoTime();
    refused.clear();
    over = new CountDownLatch(1);
  }

  /** No more. */
  public synchronized void stop() {
    fault = Optional.empty();
    over.countDown();
  }

  /** When each request came that has got a bad answer, from the last start on. */
  public synchronized List<Duration> refused() {
    return List.copyOf(refused);
  }

  private synchronized Optional<Fault> take() {
    Optional<Fault> taken = left > 0 ? fault : Optional.empty();
    if (taken.isPresent()) {
      left--;
      refused.add(Duration.ofNanos(System.nanoTime() - begun));
    }
    return taken;
  }

  /** Gives whether it has answered. */
  boolean answer(HttpExchange exchange) throws IOException {
    Optional<Fault> now = take();
    if (now.isEmpty()) {
      return false;
    }
    switch (now.get()) {
      case TOO_MANY_REQUESTS -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        say(exchange, 429, "TooManyRequests");
      }
      case SERVER_ERROR -> say(exchange, 503, "ServiceUnavailable");
      case UNAUTHORIZED -> say(exchange, 401, "InvalidAuthenticationToken");
      case RESET -> {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 1000);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        throw new IOException("reset by script");
      }
      case NO_ANSWER -> {
        try {
          over.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        exchange.close();
      }
    }
    return true;
  }

  private static void say(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body =
        ("{\"error\":{\"code\":\"" + code + "\",\"message\":\"as the test says\"}}")
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
