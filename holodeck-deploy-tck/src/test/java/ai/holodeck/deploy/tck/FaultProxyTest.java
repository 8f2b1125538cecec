package ai.holodeck.deploy.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.holodeck.deploy.tck.ProviderFaults.Fault;
import ai.holodeck.deploy.tck.probe.Probe;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proxy before a real HTTP server. */
class FaultProxyTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Probe provider;
  private FaultProxy proxy;

  @BeforeEach
  void startProvider() throws Exception {
    Map<String, String> variables = Map.of("HOLODECK_PORT", "0", "PROBE_VERSION", "provider");
    OutputStream none = OutputStream.nullOutputStream();
    provider = new Probe(variables, none, none, code -> {});
    provider.run();
    proxy = FaultProxy.before(URI.create("http://127.0.0.1:" + provider.port().orElseThrow()));
  }

  @AfterEach
  void stopProvider() throws IOException {
    proxy.close();
    provider.close();
  }

  @Test
  void withoutFaultEverythingIsPassedOn() throws Exception {
    assertThat(get().statusCode()).isEqualTo(200);
    assertThat(get().body()).isEqualTo("provider");
    assertThat(proxy.refused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"TOO_MANY_REQUESTS,429", "SERVER_ERROR,503", "REFUSED_CREDENTIALS,401"})
  void faultIsAnsweredUntilItStops(Fault fault, int status) throws Exception {
    // On a connection that is open already, too.
    get();

    proxy.start(fault);
    assertThat(get().statusCode()).isEqualTo(status);
    assertThat(get().statusCode()).isEqualTo(status);
    proxy.stop();

    assertThat(get().body()).isEqualTo("provider");
    assertThat(proxy.refused()).hasSize(2).isSorted();
  }

  @Test
  void tooManyRequestsSayWhenToComeAgain() throws Exception {
    proxy.start(Fault.TOO_MANY_REQUESTS);

    assertThat(get().headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void largeRequestGetsItsAnswer() throws Exception {
    proxy.start(Fault.SERVER_ERROR);

    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(proxy.url().resolve("/print"))
                .POST(BodyPublishers.ofByteArray(new byte[8 * 1024 * 1024]))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(503);
  }

  @Test
  void resetEndsTheConnection() throws Exception {
    proxy.start(Fault.RESET);

    assertThatIOException().isThrownBy(this::get);
  }

  @Test
  void requestThatGotNoAnswerNeverGetsOne() throws Exception {
    proxy.start(Fault.NO_ANSWER);
    CompletableFuture<HttpResponse<String>> waiting =
        client.sendAsync(request(), HttpResponse.BodyHandlers.ofString());
    assertThat(Poll.comesTrue(Duration.ofMinutes(1), () -> proxy.refused().size() == 1)).isTrue();
    proxy.stop();

    assertThat(get().body()).isEqualTo("provider");
    assertThat(waiting).isNotDone();
    provider.close();
    assertThatIOException().isThrownBy(this::get);
    assertThat(waiting).isNotDone();
  }

  @Test
  void socketOfTheFileSystemIsStoodBefore(@TempDir Path folder) throws Exception {
    Path path = folder.resolve("provider.sock");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      Thread answering = new Thread(() -> answerOnce(server));
      answering.start();
      try (FaultProxy before = FaultProxy.before(URI.create("unix://" + path))) {
        HttpRequest request = HttpRequest.newBuilder(before.url().resolve("/version")).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
            .isEqualTo("unix");
      }
      answering.join();
    }
  }

  @Test
  void tlsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultProxy.before(URI.create("https://api.acme.example")))
        .withMessageContaining("https://api.acme.example");
  }

  private static void answerOnce(ServerSocketChannel server) {
    try (SocketChannel accepted = server.accept()) {
      accepted.read(ByteBuffer.allocate(4096));
      String answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nunix";
      accepted.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(proxy.url().resolve("/version")).build();
  }

  private HttpResponse<String> get() throws IOException, InterruptedException {
    return client.send(request(), HttpResponse.BodyHandlers.ofString());
  }
}
