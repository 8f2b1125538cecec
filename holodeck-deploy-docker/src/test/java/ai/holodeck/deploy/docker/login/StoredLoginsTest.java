package ai.holodeck.deploy.docker.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.environment.Variables;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Helpers are real programs: shell scripts on a path of the test's own. */
class StoredLoginsTest {
  private static final String PASSWORD = "pass:with-colon-Zq7";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ghcr.io, ghcr.io",
    "https://ghcr.io, ghcr.io",
    "https://ghcr.io/v2/, ghcr.io",
    "localhost:5000, localhost:5000",
    "https://index.docker.io/v1/, docker.io",
    "docker.io, docker.io",
    "registry-1.docker.io, index.docker.io"
  })
  void loginInTheFileIsFoundUnderAnyNameOfTheRegistry(String key, String host) throws Exception {
    config("{'auths': {'%s': {'auth': '%s'}}}".formatted(key, auth("anna:" + PASSWORD)));

    assertThat(find(host)).contains(password("anna", PASSWORD, config().toString()));
    assertThat(find("registry.example")).isEmpty();
    assertThat(find(host + "1")).isEmpty();
  }

  @Test
  void userAndPasswordMayStandByThemselves() throws Exception {
    config("{'auths': {'h.io': {'username': 'anna', 'password': 'p'}}}");

    assertThat(find("h.io")).contains(password("anna", "p", config().toString()));
  }

  @Test
  void identityTokenStandsForTheUserToo() throws Exception {
    config(
        "{'auths': {'h.io': {'auth': '%s', 'identitytoken': 'tok'}}}".formatted(auth("nobody:x")));

    assertThat(find("h.io"))
        .contains(new Login.IdentityToken(Secret.of("tok"), config().toString()));
  }

  @Test
  void nothingStoredIsNoError() throws Exception {
    assertThat(find("h.io")).as("no file").isEmpty();
    config("{}");
    assertThat(find("h.io")).as("nothing in it").isEmpty();
    config("{'auths': {'h.io': {}}}");
    assertThat(find("h.io")).as("an entry that a helper left").isEmpty();
  }

  @Test
  void helperOfTheRegistryGoesBeforeTheStoreAndTheStoreBeforeTheFile() throws Exception {
    helper("own", "echo '{\"Username\": \"by-own\", \"Secret\": \"s\"}'");
    helper("store", "echo '{\"Username\": \"by-store\", \"Secret\": \"s\"}'");
    config(
        "{'auths': {'a.io': {'auth': '%s'}, 'b.io': {'auth': '%s'}}, 'credHelpers': {'a.io': 'own'}, 'credsStore': 'store'}"
            .formatted(auth("by-file:x"), auth("by-file:x")));

    assertThat(find("a.io")).contains(password("by-own", "s", "docker-credential-own"));
    assertThat(find("b.io")).contains(password("by-store", "s", "docker-credential-store"));
  }

  @Test
  void fileIsLookedAtWhenTheHelperHasNone() throws Exception {
    helper("store", "echo 'credentials not found in native keychain'; exit 1");
    config("{'auths': {'a.io': {'auth': '%s'}}, 'credsStore': 'store'}".formatted(auth("anna:p")));

    assertThat(find("a.io")).contains(password("anna", "p", config().toString()));
    assertThat(find("b.io")).isEmpty();
  }

  @Test
  void helperMayGiveAnIdentityToken() throws Exception {
    helper("store", "echo '{\"Username\": \"<token>\", \"Secret\": \"tok\"}'");
    config("{'credsStore': 'store'}");

    assertThat(find("a.io"))
        .contains(new Login.IdentityToken(Secret.of("tok"), "docker-credential-store"));
  }

  @Test
  void helperIsGivenTheRegistryOnItsInputAndNothingOnItsCommandLine() throws Exception {
    Path seen = folder.resolve("seen");
    helper(
        "store",
        "tr '\\0' ' ' < /proc/$$/cmdline > " + seen + "; cat >> " + seen,
        "echo '{\"Username\": \"u\", \"Secret\": \"s\"}'");
    config("{'credsStore': 'store'}");

    find("docker.io");
    assertThat(Files.readString(seen)).endsWith("store get https://index.docker.io/v1/");
    find("localhost:5000");
    assertThat(Files.readString(seen)).endsWith("store get localhost:5000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          echo 'the keyring is locked'; exit 1                      | it says: the keyring is locked
          echo 'not for people: Zq7-secret' >&2; exit 3             | exit code 3
          echo '{"Username": "u", "Secret": "Zq7-secret"'           | does not answer in JSON
          echo '{"Username": "u", "Secret": "Zq7-secret"}'; exit 1  | exit code 1
          exec sleep 600                                            | has not answered
          """)
  void failureOfAHelperIsTold(String script, String reason) throws Exception {
    helper("store", script);
    config("{'credsStore': 'store'}");

    DeployException failure = fail("a.io");

    assertThat(failure.what()).contains("a.io", "docker-credential-store", reason);
    assertThat(failure.remedy()).contains(config().toString(), "credentials_env_prefix");
    assertThat(failure.toString() + failure.getCause()).doesNotContain("Zq7-secret");
  }

  @Test
  void helperThatIsNotThereIsNamed() throws Exception {
    config("{'credHelpers': {'a.io': 'gone'}}");

    assertThat(fail("a.io").what()).contains("docker-credential-gone", "not on the path");
    assertThat(find("b.io")).isEmpty();
  }

  @Test
  void helperCannotBeAProgramOfAnotherFolder() throws Exception {
    helper("x", "echo '{\"Username\": \"u\", \"Secret\": \"s\"}'");
    config("{'credsStore': '/../docker-credential-x'}");

    assertThat(fail("a.io").what()).contains("is not one of a program");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'auths': Zq7-secret", "{'auths': {'a.io': {'auth': 'Zq7-secret'}}}"})
  void damagedFileIsNamedAndNotQuoted(String text) throws Exception {
    config(text);

    DeployException failure = fail("a.io");

    assertThat(failure.what()).contains(config().toString());
    assertThat(failure.remedy()).contains("DOCKER_CONFIG");
    assertThat(failure.toString() + failure.getCause()).doesNotContain("Zq7-secret");
  }

  private Optional<Login> find(String host) {
    return logins(Duration.ofMinutes(2)).find(host);
  }

  private DeployException fail(String host) {
    DeployException failure =
        catchThrowableOfType(DeployException.class, () -> logins(Duration.ofSeconds(5)).find(host));
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(CoreError.CONFIG_INVALID);
    return failure;
  }

  private StoredLogins logins(Duration patience) {
    return new StoredLogins(
        folder, Variables.of(Map.of("PATH", "/nonexistent:" + folder)), patience);
  }

  private Path config() {
    return folder.resolve("config.json");
  }

  private void config(String json) throws IOException {
    Files.writeString(config(), json.replace('\'', '"'));
  }

  private void helper(String name, String... lines) throws IOException {
    Path script = folder.resolve("docker-credential-" + name);
    Files.writeString(script, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private static String auth(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Login password(String user, String password, String source) {
    return new Login.Password(user, Secret.of(password), source);
  }
}
