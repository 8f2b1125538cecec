package ai.holodeck.deploy.docker;

import ai.holodeck.deploy.tck.ProviderFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands on loopback before the real engine, and answers badly when told to. */
final class FaultyEngine implements ProviderFaults, AutoCloseable {
  private static final int BUFFER = 65_536;

  private final URI engine;
  private final ServerSocket server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "faulty-engine");
            thread.setDaemon(true);
            return thread;
          });
  private final List<Duration> refused = new ArrayList<>();
  private Optional<Fault> fault = Optional.empty();
  private long begin;

  FaultyEngine(URI engine) {
    this.engine = engine;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** For DOCKER_HOST. */
  String address() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  @Override
  public synchronized void start(Fault next) {
    fault = Optional.of(next);
    begin = System.nanoTime();
    refused.clear();
  }

  @Override
  public synchronized void stop() {
    fault = Optional.empty();
  }

  @Override
  public synchronized List<Duration> refused() {
    return List.copyOf(refused);
  }

  /** What a request gets instead of its answer. */
  private synchronized Optional<Fault> refusal() {
    if (fault.isPresent()) {
      refused.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    return fault;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        SocketChannel channel = connect()) {
      threads.execute(() -> copyAnswers(channel, client));
      byte[] buffer = new byte[BUFFER];
      for (int n = client.getInputStream().read(buffer);
          n >= 0;
          n = client.getInputStream().read(buffer)) {
        Optional<Fault> now = refusal();
        if (now.isEmpty()) {
          ByteBuffer request = ByteBuffer.wrap(buffer, 0, n);
          while (request.hasRemaining()) {
            channel.write(request);
          }
        } else if (answer(now.get(), client)) {
          return;
        }
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static void copyAnswers(SocketChannel from, Socket client) {
    ByteBuffer answer = ByteBuffer.allocate(BUFFER);
    try (client) {
      while (from.read(answer.clear()) >= 0) {
        client.getOutputStream().write(answer.array(), 0, answer.position());
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  /** Answers badly; gives whether the connection has ended by that. */
  private static boolean answer(Fault fault, Socket client) throws IOException {
    switch (fault) {
      case NO_ANSWER -> {
        return false;
      }
      case RESET -> client.setSoLinger(true, 0);
      case TOO_MANY_REQUESTS -> say(client, "429 Too Many Requests\r\nRetry-After: 1");
      case SERVER_ERROR -> say(client, "503 Service Unavailable");
      case REFUSED_CREDENTIALS -> say(client, "401 Unauthorized");
    }
    return true;
  }

  private static void say(Socket client, String statusAndHeaders) throws IOException {
    String body = "{\"message\":\"as the test says\"}";
    String answer =
        "HTTP/1.1 "
            + statusAndHeaders
            + "\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    client.getOutputStream().flush();
  }

  private SocketChannel connect() throws IOException {
    if (engine.getScheme().equals("unix")) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(engine.getPath()));
      return channel;
    }
    return SocketChannel.open(new InetSocketAddress(engine.getHost(), engine.getPort()));
  }
}
