package ai.holodeck.deploy.tck;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Stands on loopback before an HTTP endpoint, passes everything on, and answers badly when told to.
 * The harness gives {@link #url()} to the adapter in place of the provider's own endpoint.
 *
 * <p>It passes bytes on as they are, so it can stand neither before nor behind TLS: the adapter
 * needs a setting for its endpoint that takes plain {@code http}, and the provider must answer
 * there. A provider that is only to be had over TLS is tried at a server of the harness' own that
 * behaves like it. Requests keep their {@code Host}, which is the proxy's.
 *
 * <p>A request that the provider has begun to answer goes on while a fault lasts. Thread-safe.
 */
public final class FaultProxy implements ProviderFaults, AutoCloseable {
  private static final int BUFFER = 65_536;

  private final URI endpoint;
  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "fault-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Optional<Trouble> trouble = Optional.empty();
  private volatile List<Duration> refused = List.of();

  private record Trouble(Fault fault, long since, List<Duration> refused) {}

  private FaultProxy(URI endpoint, ServerSocket server) {
    this.endpoint = endpoint;
    this.server = server;
  }

  /**
   * Stands before an endpoint: {@code http://host:port}, {@code tcp://host:port}, or {@code
   * unix:///path} for a socket of the file system.
   *
   * @throws IllegalArgumentException for any other, as {@code https}
   */
  public static FaultProxy before(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme());
    if (!Set.of("http", "tcp", "unix").contains(scheme)) {
      throw new IllegalArgumentException(
          "a fault proxy stands before http, tcp or unix, and not before " + endpoint);
    }
    try {
      FaultProxy proxy =
          new FaultProxy(endpoint, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, {@code http://127.0.0.1:port}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  @Override
  public void start(Fault fault) {
    List<Duration> times = new CopyOnWriteArrayList<>();
    refused = times;
    trouble = Optional.of(new Trouble(fault, System.nanoTime(), times));
  }

  @Override
  public void stop() {
    trouble = Optional.empty();
  }

  @Override
  public List<Duration> refused() {
    return refused.stream().sorted().toList();
  }

  /** Ends all connections. */
  @Override
  public void close() throws IOException {
    server.close();
    for (Closeable each : open) {
      each.close();
    }
    threads.shutdownNow();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        threads.execute(() -> serve(client));
      } catch (IOException | RejectedExecutionException e) {
        return; // It has been closed.
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client;
        SocketChannel provider = connect()) {
      AtomicBoolean refusing = new AtomicBoolean();
      threads.execute(() -> copyAnswers(provider, client, refusing));
      InputStream requests = client.getInputStream();
      byte[] buffer = new byte[BUFFER];
      for (int n = requests.read(buffer); n >= 0; n = requests.read(buffer)) {
        Optional<Trouble> now = trouble;
        if (now.isPresent()) {
          now.get().refused().add(Duration.ofNanos(System.nanoTime() - now.get().since()));
          refusing.set(true);
          answer(now.get().fault(), client);
          return;
        }
        ByteBuffer request = ByteBuffer.wrap(buffer, 0, n);
        while (request.hasRemaining()) {
          provider.write(request);
        }
      }
    } catch (IOException e) {
      // One of the two has gone.
    } finally {
      open.remove(client);
    }
  }

  private static void copyAnswers(SocketChannel from, Socket client, AtomicBoolean refusing) {
    ByteBuffer answer = ByteBuffer.allocate(BUFFER);
    try {
      while (from.read(answer.clear()) >= 0) {
        client.getOutputStream().write(answer.array(), 0, answer.position());
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
    if (!refusing.get()) {
      end(client);
    }
  }

  private static void end(Socket client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(Fault fault, Socket client) throws IOException {
    switch (fault) {
      case RESET -> client.setSoLinger(true, 0);
      case NO_ANSWER -> readRest(client);
      case TOO_MANY_REQUESTS -> say(client, "429 Too Many Requests\r\nRetry-After: 1");
      case SERVER_ERROR -> say(client, "503 Service Unavailable");
      case REFUSED_CREDENTIALS -> say(client, "401 Unauthorized\r\nWWW-Authenticate: Bearer");
    }
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
    client.shutdownOutput();
    readRest(client);
  }

  /** What is left unread would make the end of the connection a reset, and the answer be lost. */
  private static void readRest(Socket client) throws IOException {
    client.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  private SocketChannel connect() throws IOException {
    if (endpoint.getScheme().equals("unix")) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(UnixDomainSocketAddress.of(endpoint.getPath()));
      return channel;
    }
    int port = endpoint.getPort() < 0 ? 80 : endpoint.getPort();
    return SocketChannel.open(new InetSocketAddress(endpoint.getHost(), port));
  }
}
