package ai.holodeck.deploy.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".env",
        ".env.local",
        ".ENV",
        "server.pem",
        "server.PEM",
        "tls.key",
        "id_rsa",
        "id_rsa.bak",
        "ID_RSA",
        "credentials.json",
        "my-Credentials-prod.json",
        "service-account.json",
        "gcp-service-account-1.json",
        ".npmrc",
        ".pypirc",
        ".git-credentials",
        ".pem",
        "a\n.key"
      })
  void nameShapedLikeACredentialIsSuspicious(String name) {
    assertThat(CredentialCheck.isSuspicious(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "env",
        "environment.md",
        ".environment",
        "pem",
        "keys.txt",
        "key",
        "monkey",
        "my_id_rsa.md",
        "credentials.md",
        "service-account.yaml",
        "npmrc",
        "server.pem.md"
      })
  void otherNameIsNot(String name) {
    assertThat(CredentialCheck.isSuspicious(name)).isFalse();
  }
}
