package ai.holodeck.deploy.azure;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Opens log streams over HTTP; what they give goes to one queue, which the caller can wait for and
 * be interrupted at.
 */
final class LogStreams {
  /** A line of a source, or its end, or why it broke. */
  record Item(String source, Optional<String> line, Optional<Throwable> failure) {
    boolean isEnd() {
      return line.isEmpty();
    }
  }

  private final HttpClient client;
  private final Duration timeout;

  LogStreams(Duration timeout) {
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /** An open stream. */
  final class Open implements AutoCloseable {
    private final CompletableFuture<HttpResponse<Void>> answer;
    private final Lines lines;

    private Open(String source, URI address, String token, BlockingQueue<Item> queue) {
      lines = new Lines(source, queue);
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Authorization", "Bearer " + token)
              .timeout(timeout)
              .build();
      answer =
          client
              .sendAsync(
                  request,
                  info -> {
                    if (info.statusCode() == 200) {
                      return HttpResponse.BodySubscribers.fromLineSubscriber(lines);
                    }
                    lines.onError(LogErrors.refused(withoutQuery(address), info.statusCode()));
                    return HttpResponse.BodySubscribers.discarding();
                  })
              .whenComplete(
                  (response, failure) -> {
                    if (failure != null) {
                      lines.onError(LogErrors.broken(withoutQuery(address), failure));
                    }
                  });
    }

    @Override
    public void close() {
      lines.cancel();
      answer.cancel(true);
    }
  }

  Open open(String source, URI address, String token, BlockingQueue<Item> queue) {
    return new Open(source, address, token, queue);
  }

  static BlockingQueue<Item> queue() {
    return new LinkedBlockingQueue<>();
  }

  private static String withoutQuery(URI address) {
    return address.toString().replaceFirst("\\?.*", "");
  }

  /** Puts the lines into the queue, and one end. */
  private static final class Lines implements Flow.Subscriber<String> {
    private final String source;
    private final BlockingQueue<Item> queue;
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private boolean ended;

    Lines(String source, BlockingQueue<Item> queue) {
      this.source = source;
      this.queue = queue;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
      if (ended) {
        given.cancel();
        return;
      }
      subscription = Optional.of(given);
      given.request(Long.MAX_VALUE);
    }

    @Override
    public synchronized void onNext(String line) {
      if (!ended && !line.isBlank()) {
        queue.add(new Item(source, Optional.of(line), Optional.empty()));
      }
    }

    @Override
    public synchronized void onError(Throwable failure) {
      end(Optional.of(failure));
    }

    @Override
    public void onComplete() {
      end(Optional.empty());
    }

    synchronized void cancel() {
      ended = true;
      subscription.ifPresent(Flow.Subscription::cancel);
    }

    private synchronized void end(Optional<Throwable> failure) {
      if (!ended) {
        ended = true;
        queue.add(new Item(source, Optional.empty(), failure));
      }
    }
  }
}
