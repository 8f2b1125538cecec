package ai.holodeck.deploy.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.holodeck.deploy.docker.login.StoredLogins;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import com.github.dockerjava.core.RemoteApiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAddressTest {
  @TempDir Path folder;

  @Test
  void dockerHostWinsOverContexts() throws IOException {
    context("remote", "unix:///of/context.sock");
    assertThat(resolve("DOCKER_HOST", "unix:///other.sock", "DOCKER_CONTEXT", "remote").host())
        .hasToString("unix:///other.sock");
    assertThat(resolve("DOCKER_HOST", " ", "DOCKER_CONTEXT", "remote").host())
        .hasToString("unix:///of/context.sock");
  }

  @Test
  void tcpGetsTheUsualPortAndTlsItsFolder() {
    assertThat(resolve("DOCKER_HOST", "tcp://host").host()).hasToString("tcp://host:2375");
    EngineAddress tls =
        resolve(
            "DOCKER_HOST", "tcp://host", "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", "/certs");
    assertThat(tls.host()).hasToString("tcp://host:2376");
    assertThat(tls.certificates()).contains(Path.of("/certs"));
    assertThat(resolve("DOCKER_HOST", "tcp://host:1", "DOCKER_TLS_VERIFY", "1").certificates())
        .contains(folder);
    assertThat(tls.remoteHost()).contains("host");
  }

  @Test
  void currentContextOfTheConfigFileIsUsed() throws IOException {
    context("remote", "tcp://there:2375");
    Files.writeString(
        folder.resolve("config.json"), "{\"currentContext\":\"remote\",\"auths\":{}}");
    assertThat(resolve().host()).hasToString("tcp://there:2375");
    assertThat(resolve().toString()).contains("remote", "config.json");
    assertThat(resolve("DOCKER_CONTEXT", "default").host()).isEqualTo(EngineAddress.DEFAULT_SOCKET);
  }

  @Test
  void unknownContextIsAnError() {
    assertThatThrownBy(() -> resolve("DOCKER_CONTEXT", "nowhere"))
        .isInstanceOfSatisfying(
            DeployException.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
              assertThat(failure.what()).contains("nowhere", "DOCKER_CONTEXT");
              assertThat(failure.remedy()).contains("docker context ls");
            });
  }

  @Test
  void otherKindsOfAddressAreRefusedWithAWayOut() {
    for (String address :
        List.of(
            "ssh://me@host", "http://host:1", "npipe:////./pipe/x", "host:2375", "unix://", "%")) {
      assertThatThrownBy(() -> resolve("DOCKER_HOST", address))
          .isInstanceOfSatisfying(
              DeployException.class,
              failure -> {
                assertThat(failure.code()).isEqualTo(CoreError.ENGINE_UNAVAILABLE);
                assertThat(failure.what()).contains(address, "DOCKER_HOST");
                assertThat(failure.remedy()).contains("tcp://", "ssh -L");
              });
    }
  }

  @Test
  void damagedConfigFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{");
    assertThatThrownBy(this::resolve).hasMessageContaining("config.json");
  }

  @Test
  void clientGetsItsLoginsFromTheConfigFileWhateverTheSystemPropertiesSay() throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"auths\":{\"r.example\":{\"auth\":\"bWU6cHc=\"}}}");
    System.setProperty("registry.username", "trap");
    System.setProperty("registry.password", "trap");
    try {
      EngineConfig config =
          new EngineConfig(
              EngineAddress.DEFAULT_SOCKET,
              RemoteApiVersion.UNKNOWN_VERSION,
              null,
              new StoredLogins(folder, Variables.of(Map.of())));
      assertThat(config.effectiveAuthConfig("r.example/a/b:1")).isNull();
      assertThat(config.getAuthConfigurations().getConfigs())
          .hasEntrySatisfying(
              "r.example",
              login -> {
                assertThat(login.getUsername()).isEqualTo("me");
                assertThat(login.getPassword()).isEqualTo("pw");
              })
          .hasSize(1);
    } finally {
      System.clearProperty("registry.username");
      System.clearProperty("registry.password");
    }
  }

  private EngineAddress resolve(String... variables) {
    Map<String, String> all = new HashMap<>(Map.of("DOCKER_CONFIG", folder.toString()));
    for (int i = 0; i < variables.length; i += 2) {
      all.put(variables[i], variables[i + 1]);
    }
    return EngineAddress.resolve(Variables.of(all));
  }

  private void context(String name, String host) throws IOException {
    Path meta = folder.resolve("contexts/meta/" + sha256(name));
    Files.createDirectories(meta);
    Files.writeString(
        meta.resolve("meta.json"),
        "{\"Name\":\"" + name + "\",\"Endpoints\":{\"docker\":{\"Host\":\"" + host + "\"}}}");
  }

  private static String sha256(String text) {
    return com.google.common.hash.Hashing.sha256()
        .hashString(text, java.nio.charset.StandardCharsets.UTF_8)
        .toString();
  }
}
