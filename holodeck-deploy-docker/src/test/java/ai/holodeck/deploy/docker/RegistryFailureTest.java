package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts as engines of several kinds and versions give them. */
class RegistryFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          BUSY        | received unexpected HTTP status: 500 Internal Server Error
          BUSY        | toomanyrequests: You have reached your pull rate limit.
          BUSY        | error parsing HTTP 429 response body: invalid character 's'
          BUSY        | unexpected status from PUT request to https://h/v2/x/manifests/1: 503 Service Unavailable
          BUSY        | received unexpected HTTP status: 502 Bad Gateway
          UNTRUSTED   | Get "https://h/v2/": x509: certificate signed by unknown authority
          UNTRUSTED   | Get "https://h/v2/": tls: failed to verify certificate: x509: certificate has expired
          UNTRUSTED   | Get "https://h/v2/": http: server gave HTTP response to HTTPS client
          UNREACHABLE | Get "https://h/v2/": dial tcp: lookup nowhere.invalid on 10.0.0.1:53: no such host
          UNREACHABLE | Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
          BROKEN_OFF  | Get "https://h/v2/": net/http: TLS handshake timeout
          BROKEN_OFF  | Get "https://h/v2/": EOF
          BROKEN_OFF  | Put "https://h/v2/x": write tcp 1.2.3.4:5->6.7.8.9:443: write: connection reset by peer
          BROKEN_OFF  | Get "https://h/v2/": dial tcp 6.7.8.9:443: i/o timeout
          DENIED      | no basic auth credentials
          DENIED      | unauthorized: authentication required
          DENIED      | denied: requested access to the resource is denied
          DENIED      | unexpected status from HEAD request to https://h/v2/x/blobs/sha256:a: 403 Forbidden
          REJECTED    | manifest invalid: manifest invalid
          REJECTED    | name unknown: The repository with name 'x' does not exist in the registry
          """)
  void wordsTellTheKind(RegistryFailure kind, String text) {
    assertThat(RegistryFailure.of(text)).isEqualTo(kind);
  }
}
