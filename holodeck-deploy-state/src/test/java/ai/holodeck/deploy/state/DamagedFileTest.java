package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.intent;
import static ai.holodeck.deploy.state.Samples.service;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import ai.holodeck.deploy.release.StateBackend.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is named with its line and the way out, and stays as it is. */
class DamagedFileTest {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");
  private static final String RECORD =
      """
      {"provider": "azure", "service_id": "s", "service_name": "n", "url": null, "status": "RUNNING",
      "created_at": "2026-01-01T00:00:00Z", "updated_at": "2026-01-01T00:00:00Z",
      "image_uri": "i", "config_hash": "h"}""";

  @TempDir Path folder;
  private Stores stores;
  private Path shared;
  private Path own;

  @BeforeEach
  void open() throws IOException {
    stores = stores(folder);
    shared = folder.resolve(".holodeck/deployments.json");
    own = folder.resolve(".holodeck/releases.json");
    Files.createDirectories(folder.resolve(".holodeck"));
  }

  @Test
  void missingFilesMeanNothingAndReadingMakesNone() throws IOException {
    Files.delete(folder.resolve(".holodeck"));

    assertThat(stores.records().list()).isEmpty();
    assertThat(stores.records().remove(SUPPORT)).isFalse();
    assertThat(stores.releases().history(SUPPORT)).isEmpty();
    assertThat(stores.releases().open(SUPPORT)).isEmpty();
    assertThat(stores.lock().holder(SUPPORT)).isEmpty();
    assertThat(stores.lock().unlock(SUPPORT)).isEmpty();
    assertThat(folder.resolve(".holodeck")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"deployments.json", "releases.json"})
  void emptyFileIsAnErrorAndStaysEmpty(String name) throws IOException {
    for (String content : new String[] {"", "\n", "   \n\n"}) {
      assertRefused(folder.resolve(".holodeck").resolve(name), content, "the file is empty");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[]|:1:1: must be a JSON object",
        "null|:1:1: must be a JSON object",
        "{\"version\": \"1.0\", \"deployments\": [], \"records\": {}}|not what belongs here",
        "{\"version\": \"2.0\"}|version '2.0' is not known",
        "{\"version\": 1.0}|",
        "{\"extra\": 1, \"version\": \"1.0\", \"records\": [], \"releases\": []}|unknown field 'extra'",
        "{\"version\": \"1.0\"} x|",
        "{\"version\": \"1.0\"} {}|",
        "{\"version\": \"1.0\", \"version\": \"1.0\"}|Duplicate field 'version'",
        "{'version': '1.0'}|",
        "<html>|",
        "{\"version\": NaN}|"
      })
  void malformedFileIsAnError(String content, String expected) throws IOException {
    assertRefused(shared, content, expected == null ? "" : expected);
    Files.delete(shared);
    assertRefused(own, content, expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"provider\": \"azure\"|\"provider\": \"heroku\"|none of aws, azure, gcp",
        "\"provider\": \"azure\",||'provider' is missing",
        "\"service_id\": \"s\"|\"service_id\": \"\"|'service_id' is blank",
        "\"service_id\": \"s\"|\"service_id\": 7|service_id",
        "\"status\": \"RUNNING\"|\"status\": true|status",
        "\"updated_at\": \"2026-01-01T00:00:00Z\"|\"updated_at\": \"yesterday\"|not an ISO 8601 time",
        "\"url\": null|\"url\": \"not a url\"|url",
        "\"url\": null|\"url\": null, \"digest\": \"d\"|unknown field 'digest'"
      })
  void wrongFieldOfARecordIsAnErrorWithItsLine(String correct, String wrong, String expected)
      throws IOException {
    String content =
        "{\"version\": \"1.0\",\n\"deployments\": {\n\"bot\": "
            + RECORD.replace(correct, wrong == null ? "" : wrong)
            + "}}";

    DeployException e = assertRefused(shared, content, expected);

    assertThat(e.what()).matches("(?s).*deployments\\.json:[3-6]:\\d+: deployments\\.bot.*");
  }

  @Test
  void everyCutOfAFileIsAnError() throws IOException {
    stores.records().save(SUPPORT, service("azure", "a1"));
    stores.releases().begin(intent(SUPPORT, "r1"));
    for (Path file : new Path[] {shared, own}) {
      byte[] whole = Files.readAllBytes(file);
      // The last byte is a line break, without which the document is still whole.
      for (int length = 0; length < whole.length - 1; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThat(readFails().code()).isEqualTo(CoreError.STATE_INVALID);
      }
      assertRefused(file, new String(whole, 0, whole.length / 2, StandardCharsets.UTF_8), "");
      Files.write(file, whole);
    }
  }

  @Test
  void bytesThatAreNoUtf8AreAnError() throws IOException {
    Files.write(shared, new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'});

    assertThat(readFails().code()).isEqualTo(CoreError.STATE_INVALID);
  }

  @Test
  void deepNestingIsAnErrorAndNoOverflow() throws IOException {
    assertRefused(shared, "[".repeat(200_000), "");
  }

  @Test
  void folderInPlaceOfAFileIsAnError() throws IOException {
    Files.createDirectory(own);

    DeployException e = readFails();

    assertThat(e.code()).isEqualTo(CoreError.STATE_INVALID);
    assertThat(e.what()).contains(own.toString());
  }

  @Test
  void linkToNowhereIsAnError() throws IOException {
    Files.createSymbolicLink(shared, Path.of("gone.json"));

    assertThat(readFails().what()).contains(shared.toString(), "link");
  }

  private DeployException assertRefused(Path file, String content, String expected)
      throws IOException {
    Files.writeString(file, content);
    byte[] before = Files.readAllBytes(file);
    DeployException e = readFails();
    assertThat(e.code()).isEqualTo(CoreError.STATE_INVALID);
    assertThat(e.what()).contains(file.toString(), expected).doesNotContain("ai.holodeck", "\n");
    assertThat(e.remedy()).isNotBlank();
    for (Runnable write :
        new Runnable[] {
          () -> stores.records().save(SUPPORT, service("azure", "new")),
          () -> stores.releases().begin(intent(SUPPORT, "r9"))
        }) {
      DeployException refused = catchThrowableOfType(DeployException.class, write::run);
      assertThat(refused).isNotNull();
      assertThat(refused.code()).isEqualTo(CoreError.STATE_INVALID);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    return e;
  }

  private DeployException readFails() {
    DeployException e = catchThrowableOfType(DeployException.class, () -> stores.records().list());
    assertThat(e).isNotNull();
    return e;
  }
}
