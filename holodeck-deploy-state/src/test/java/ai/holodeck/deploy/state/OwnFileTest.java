package ai.holodeck.deploy.state;

import static ai.holodeck.deploy.state.Samples.intent;
import static ai.holodeck.deploy.state.Samples.stores;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.holodeck.deploy.error.CoreError;
import ai.holodeck.deploy.error.DeployException;
import ai.holodeck.deploy.release.DeploymentKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in {@code releases.json}. */
class OwnFileTest {
  private static final DeploymentKey SUPPORT = DeploymentKey.of("support");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve(".holodeck/releases.json");
  }

  @Test
  void releaseNamesItsImageByReferenceAndId() throws IOException {
    stores(folder).releases().begin(intent(SUPPORT, "r1"));

    assertThat(Files.readString(file))
        .contains(
            """
                  "image": {
                    "digest": null,
                    "image_id": "sha256:IDID",
                    "reference": "registry.example.com/agents/support:abc1234"
                  },
            """
                .replace("IDID", "1".repeat(64)));
  }

  @Test
  void imageWithoutAnIdOrWithTwoIsRefused() throws IOException {
    stores(folder).releases().begin(intent(SUPPORT, "r1"));
    String whole = Files.readString(file);

    assertRefused(whole.replaceAll("\"image_id\": \"[^\"]*\"", "\"image_id\": null"));
    assertRefused(
        whole.replace("\"digest\": null", "\"digest\": \"sha256:" + "2".repeat(64) + "\""));
  }

  private void assertRefused(String content) throws IOException {
    Files.writeString(file, content);
    DeployException refused =
        catchThrowableOfType(
            DeployException.class, () -> stores(folder).releases().history(SUPPORT));
    assertThat(refused).isNotNull();
    assertThat(refused.code()).isEqualTo(CoreError.STATE_INVALID);
    assertThat(refused.what())
        .contains("releases.json:", "an image has either 'digest' or 'image_id'");
  }
}
