package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority of its own for a test, made by {@code openssl}: a folder as {@code DOCKER_CERT_PATH}
 * wants it for a client, and a server's keys for 127.0.0.1.
 */
record Certificates(Path folder) {
  private static final char[] PASSWORD = "test".toCharArray();

  static Certificates in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Certificates made = new Certificates(folder);
    made.openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca-key.pem -out ca.pem");
    Files.writeString(folder.resolve("server.ext"), "subjectAltName=IP:127.0.0.1\n");
    Files.writeString(folder.resolve("client.ext"), "extendedKeyUsage=clientAuth\n");
    made.issue("server", "server-key.pem", "server.pem");
    made.issue("client", "key.pem", "cert.pem");
    made.openssl(
        "pkcs12 -export -inkey server-key.pem -in server.pem -passout pass:test -out server.p12");
    return made;
  }

  private void issue(String name, String key, String certificate)
      throws IOException, InterruptedException {
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=" + name + " -keyout " + key + " -out request.pem");
    openssl(
        "x509 -req -days 2 -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile "
            + name
            + ".ext -out "
            + certificate);
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(("openssl " + arguments).split(" "))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("openssl %s%n%s", arguments, output).isZero();
  }

  /** For a server that trusts clients of this authority alone. */
  SSLContext server() throws GeneralSecurityException, IOException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(folder.resolve("server.p12"))) {
      own.load(file, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    try (InputStream file = Files.newInputStream(folder.resolve("ca.pem"))) {
      authority.setCertificateEntry(
          "ca",
          java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(authority);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
