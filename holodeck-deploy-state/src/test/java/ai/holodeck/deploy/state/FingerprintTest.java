package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.environment.EnvironmentVariable;
import ai.holodeck.deploy.environment.Secret;
import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in the files of a value that must not be there. */
class FingerprintTest {
  private static final String VALUE = "hunter2-in-the-store";
  private static final EnvironmentVariable API_KEY =
      new EnvironmentVariable("API_KEY", Secret.of(VALUE));

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve(".holodeck/releases.json");
  }

  @Test
  void ofIsTheKnownHmacOfNameAndValue() {
    // openssl: printf 'API_KEY\0hunter2' | openssl dgst -sha256 -mac HMAC -macopt hexkey:00…1f
    FingerprintKey key =
        new FingerprintKey("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    assertThat(key.fingerprint(new EnvironmentVariable("API_KEY", Secret.of("hunter2"))))
        .isEqualTo("58bef959f82c79c014d2ff10c84842c3575753b24a0528f7bd78fa505bae00b6");
    assertThat(key.toString()).doesNotContain("000102");
  }

  @Test
  void keyIsInTheFileThatOnlyItsOwnerMayReadAndNowhereElse() throws IOException {
    String print = stores(folder).releases().fingerprint(API_KEY);

    String key =
        Files.readString(file).replaceAll("(?s).*\"fingerprint_key\": \"([0-9a-f]{64})\".*", "$1");
    assertThat(new FingerprintKey(key).fingerprint(API_KEY)).isEqualTo(print);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    for (Path other : files()) {
      if (!other.equals(file)) {
        assertThat(Files.readString(other)).as(other.toString()).doesNotContain(key);
      }
    }
  }

  @Test
  void fileThatOthersCouldReadIsNarrowedByTheWriteOfTheKey() throws IOException {
    stores(folder).records().save(DeploymentKey.of("support"), Samples.service("docker", "d1"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    stores(folder).releases().fingerprint(API_KEY);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void valueIsInNoFile() throws IOException {
    stores(folder).releases().fingerprint(API_KEY);

    assertThat(files()).isNotEmpty();
    for (Path each : files()) {
      assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
          .as(each.toString())
          .doesNotContain(VALUE);
    }
  }

  @Test
  void anotherStoreHasAnotherKey(@TempDir Path another) {
    assertThat(stores(another).releases().fingerprint(API_KEY))
        .isNotEqualTo(stores(folder).releases().fingerprint(API_KEY));
  }

  @Test
  void nothingIsMadeBeforeAFingerprintIsAskedFor() throws IOException {
    stores(folder).records().save(DeploymentKey.of("support"), Samples.service("docker", "d1"));

    assertThat(Files.readString(file)).contains("\"fingerprint_key\": null");
  }

  @Test
  void damagedKeyIsAnErrorThatDoesNotTellIt() throws IOException {
    stores(folder).releases().fingerprint(API_KEY);
    Files.writeString(
        file,
        Files.readString(file)
            .replaceAll("\"fingerprint_key\": \"[^\"]*\"", "\"fingerprint_key\": \"c0ffee\""));

    DeployException refused =
        catchThrowableOfType(
            DeployException.class, () -> stores(folder).releases().fingerprint(API_KEY));

    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(CoreError.STATE_INVALID);
    assertThat(refused.what())
        .contains("releases.json:", "'fingerprint_key' is not 64 lower-case hex digits")
        .doesNotContain("c0ffee");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
