package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that wants a certificate of its clients, as dockerd with {@code --tlsverify} does. */
class EngineTlsIT {
  @TempDir Path folder;
  private Certificates certificates = new Certificates(Path.of("none"));
  private HttpsServer server;

  @BeforeEach
  void start() throws Exception {
    certificates = Certificates.in(folder.resolve("certificates"));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(certificates.server()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.createContext(
        "/version",
        exchange -> {
          byte[] body = "{\"ApiVersion\":\"1.41\"}".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void engineIsReachedWithTheCertificatesOfTheFolder() {
    try (Engine engine = connect(certificates.folder())) {
      assertThat(engine.address().certificates()).contains(certificates.folder());
      assertThat(engine.kind()).isEqualTo(EngineKind.DOCKER);
    }
  }

  @Test
  void engineOfAnotherAuthorityIsRefused() throws Exception {
    assertRefused(Certificates.in(folder.resolve("others")).folder());
  }

  @Test
  void missingCertificatesAreNamed() throws Exception {
    assertRefused(Files.createDirectories(folder.resolve("empty")));
  }

  @Test
  void unreadableKeyIsNamed() throws Exception {
    Files.writeString(certificates.folder().resolve("key.pem"), "no key");
    assertRefused(certificates.folder());
  }

  private void assertRefused(Path path) {
    assertThatThrownBy(() -> connect(path))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
              assertThat(failure.what()).contains("tcp://127.0.0.1:");
              assertThat(failure.remedy())
                  .contains("ca.pem", "cert.pem", "key.pem", path.toString());
            });
  }

  private Engine connect(Path path) {
    return Engine.connect(
        Variables.of(
            Map.of(
                "DOCKER_HOST",
                "tcp://127.0.0.1:" + server.getAddress().getPort(),
                "DOCKER_TLS_VERIFY",
                "1",
                "DOCKER_CERT_PATH",
                path.toString(),
                "DOCKER_CONFIG",
                folder.toString())));
  }
}
